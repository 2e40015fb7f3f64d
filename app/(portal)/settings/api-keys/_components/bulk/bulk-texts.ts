import type { BulkOutcome } from '@/lib/db/generated/enums';
import { countKeys } from '@/lib/domain/bulk-actions/confirmation-of';
import type { BulkKind } from '@/lib/domain/bulk-actions/limits';
import { say } from '@/lib/say';

interface KindTexts {
  /** The button that opens the dialog. */
  button: string;
  title(keys: number): string;
  description(): string;
  /** The button that confirms. */
  action(): string;
  running(keys: number): string;
  done(keys: number): string;
}

/** What the portal says about each kind of bulk action. */
export const KIND_TEXTS: Record<BulkKind, KindTexts> = {
  disable: {
    button: 'Disable',
    title: (keys) => `Disable ${countKeys(keys)}?`,
    description: () => say`Calls with a disabled key fail. You can enable each key again.`,
    action: () => say`Disable keys`,
    running: (keys) => `Disabling ${countKeys(keys)}`,
    done: (keys) => `${countKeys(keys)} disabled`,
  },
  revoke: {
    button: 'Revoke',
    title: (keys) => `Revoke ${countKeys(keys)}?`,
    description: () => say`The next request with one of these keys fails. You can’t undo this.`,
    action: () => say`Revoke keys`,
    running: (keys) => `Revoking ${countKeys(keys)}`,
    done: (keys) => `${countKeys(keys)} revoked`,
  },
  setExpiry: {
    button: 'Set expiry',
    title: (keys) => `Set the expiry of ${countKeys(keys)}`,
    description: () =>
      say`Calls fail after this date. If a key is in use, we email you 30, 14, 7 and 1 days before.`,
    action: () => 'Set expiry',
    running: (keys) => `Setting the expiry of ${countKeys(keys)}`,
    done: (keys) => `Expiry of ${countKeys(keys)} set`,
  },
  addNetwork: {
    button: 'Allow address',
    title: (keys) => `Add an allowed address to ${countKeys(keys)}`,
    description: () =>
      say`An IPv4 or IPv6 address, or a network such as 203.0.113.0/24. It is added to the list of each key.`,
    action: () => 'Add address',
    running: (keys) => `Adding an allowed address to ${countKeys(keys)}`,
    done: (keys) => `Address added to ${countKeys(keys)}`,
  },
};

/** Why keys stay as they are, after their number. */
export const OUTCOME_TEXTS: Record<Exclude<BulkOutcome, 'changed'>, string> = {
  unchanged: 'already as you want',
  revoked: 'already revoked',
  list_full: 'with no room for another address',
  changed_elsewhere: 'changed by somebody else meanwhile',
  not_permitted: 'outside the permissions of the person who confirms this',
};
