import type { KEY_FILTERS, KeyOrder } from '@/lib/domain/api-keys/filters';
import { say } from '@/lib/say';

/** What the portal calls the states of the filter. */
export const STATE_NAMES: Record<(typeof KEY_FILTERS)[number], string> = {
  current: 'Current',
  active: 'Active',
  disabled: 'Disabled',
  expiring: 'Expiring',
  expired: 'Expired',
  leaked: 'Leaked',
  revoked: 'Revoked',
  all: 'All',
};

export const EXPIRY_NAMES = { never: 'Never', soon: 'Within 30 days', past: 'In the past' };
export const USE_NAMES = { never: 'Never', idle: 'More than 90 days ago' };
export const LIMIT_NAMES = { none: 'No limits', some: 'With limits' };

/** What the columns of the list are called. */
export const columnNames = (): Record<KeyOrder, string> => ({
  label: 'Label',
  key: say`Key`,
  environment: 'Environment',
  scopes: 'Scopes',
  created: 'Created',
  used: 'Last used',
  expires: 'Expires',
  status: 'Status',
});
