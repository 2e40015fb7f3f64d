// How the list of keys can be filtered and sorted. A browser may load this file, so it has no schema.

/**
 * Which keys the list shows, by their state. `current`: all but the revoked ones. `leaked`: a secret that has not ended was
 * reported as leaked.
 */
export const KEY_FILTERS = [
  'current',
  'active',
  'disabled',
  'expiring',
  'expired',
  'leaked',
  'revoked',
  'all',
] as const;

/** `soon`: within 30 days. */
export const EXPIRY_FILTERS = ['never', 'soon', 'past'] as const;

/** `idle`: the last use is more than 90 days ago. */
export const USE_FILTERS = ['never', 'idle'] as const;

/** Whether a key has limits for spend, countries or senders. */
export const LIMIT_FILTERS = ['none', 'some'] as const;

/** What the list can be sorted by. */
export const KEY_ORDERS = [
  'created',
  'label',
  'key',
  'environment',
  'scopes',
  'used',
  'expires',
  'status',
] as const;
export type KeyOrder = (typeof KEY_ORDERS)[number];

/** An order, ascending or, with a minus, descending. */
export type KeySort = KeyOrder | `-${KeyOrder}`;
export const KEY_SORTS: readonly KeySort[] = KEY_ORDERS.flatMap((order): KeySort[] => [order, `-${order}`]);
export const NEWEST_FIRST: KeySort = '-created';

/** The same order in the other direction. */
export function reverseSort(sort: KeySort): KeySort {
  const { order, isDescending } = readSort(sort);
  return isDescending ? order : `-${order}`;
}

/** What a sort orders by, and in which direction. */
export function readSort(sort: KeySort): { order: KeyOrder; isDescending: boolean } {
  const order = KEY_ORDERS.find((known) => sort === known || sort === `-${known}`) ?? 'created';
  return { order, isDescending: sort !== order };
}
