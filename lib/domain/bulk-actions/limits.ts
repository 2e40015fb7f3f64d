// A browser may load this file, so it has no schema.

/** How many keys can be picked one by one. */
export const PICKED_MAX = 2_000;

/** How many keys of everything that matches can be left out. */
export const EXCEPT_MAX = 500;

/** What can be done to many keys at once. */
export const BULK_KINDS = ['disable', 'revoke', 'setExpiry', 'addNetwork'] as const;
export type BulkKind = (typeof BULK_KINDS)[number];
