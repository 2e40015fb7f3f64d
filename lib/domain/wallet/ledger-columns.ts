import type { Environment } from '@/lib/db/generated/enums';

/** Each environment has a balance of its own: real money in live, play money in the sandbox. */
export const BALANCE_COLUMN = {
  live: 'liveBalance',
  sandbox: 'sandboxBalance',
} as const satisfies Record<Environment, string>;

/** Each environment has a ledger of its own, and counts its entries. */
export const ENTRIES_COLUMN = {
  live: 'liveEntries',
  sandbox: 'sandboxEntries',
} as const satisfies Record<Environment, string>;
