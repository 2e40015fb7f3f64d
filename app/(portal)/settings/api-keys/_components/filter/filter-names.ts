import type { KEY_FILTERS, KeyOrder } from '@/lib/domain/api-keys/filters';
import {
  EXPIRES_SOON_DAYS,
  type HealthFilter,
  IDLE_DAYS,
  type KeyFinding,
} from '@/lib/domain/api-keys/health';
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

export const EXPIRY_NAMES = { never: 'Never', soon: `Within ${EXPIRES_SOON_DAYS} days`, past: 'In the past' };
export const USE_NAMES = { never: 'Never', idle: `More than ${IDLE_DAYS} days ago` };
export const LIMIT_NAMES = { none: 'No limits', some: 'With limits' };

export const HEALTH_NAMES: Record<HealthFilter, string> = {
  'unused-scopes': 'Unused scopes',
  'safe-to-revoke': 'Safe to revoke',
};

/** What the portal calls what is found about keys. */
export const FINDING_NAMES: Record<KeyFinding, string> = {
  neverExpires: 'Never expires',
  expiresSoon: `Expires within ${EXPIRES_SOON_DAYS} days`,
  fullAccess: 'Full access',
  unusedScopes: HEALTH_NAMES['unused-scopes'],
  unlimited: LIMIT_NAMES.none,
  idle: `Idle for ${IDLE_DAYS} days`,
  safeToRevoke: HEALTH_NAMES['safe-to-revoke'],
};

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
