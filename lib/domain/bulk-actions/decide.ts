import { createHash } from 'node:crypto';
import type { Prisma } from '@/lib/db/generated/client';
import type { BulkOutcome } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import { ALLOWLIST_MAX } from '@/lib/domain/allowlists/allowlist-max';
import { isWithin } from '@/lib/domain/allowlists/network';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { disabling } from '@/lib/domain/api-keys/disable';
import { revocation } from '@/lib/domain/api-keys/revocation';
import type { BulkChange } from '@/lib/domain/bulk-actions/change';
import { mayChange } from '@/lib/domain/bulk-actions/may-change';
import { allowlistChange } from '@/lib/domain/key-settings/allowlist-change';
import { expiryChange } from '@/lib/domain/key-settings/expiry-change';

/** What a bulk action reads of a key. */
export const bulkKeyColumns = {
  id: true,
  label: true,
  environment: true,
  expiresAt: true,
  disabledAt: true,
  revokedAt: true,
  allowlist: true,
} satisfies Prisma.ApiKeySelect;

export type BulkKey = Prisma.ApiKeyGetPayload<{ select: typeof bulkKeyColumns }>;

/** The change of one key, as the verb for a single key makes it. */
type KeyChange = NonNullable<
  ReturnType<typeof disabling | typeof revocation | typeof expiryChange | typeof allowlistChange>
>;

type Decided = { outcome: 'changed'; change: KeyChange } | { outcome: Exclude<BulkOutcome, 'changed'> };

/** The setting that a change replaces, as a short text; empty if it does not matter what it was. */
export function seenOf({ kind }: BulkChange, key: BulkKey): string {
  if (kind === 'setExpiry') return key.expiresAt?.toISOString() ?? 'never';
  if (kind !== 'addNetwork') return '';
  return createHash('sha256')
    .update(JSON.stringify(storedAllowlist(key.allowlist)))
    .digest('base64url');
}

function decideChange(actor: KeyManager, change: BulkChange, key: BulkKey): Decided {
  switch (change.kind) {
    case 'disable': {
      const disabled = disabling(key);
      return disabled ? { outcome: 'changed', change: disabled } : { outcome: 'unchanged' };
    }
    case 'revoke':
      return { outcome: 'changed', change: revocation(actor, key) };
    case 'setExpiry': {
      const { expiresAt } = change;
      const isSame = key.expiresAt?.getTime() === expiresAt?.getTime();
      return isSame ? { outcome: 'unchanged' } : { outcome: 'changed', change: expiryChange(key, expiresAt) };
    }
    case 'addNetwork': {
      const list = storedAllowlist(key.allowlist);
      const networks = list.map(({ network }) => network);
      if (isWithin(networks, change.entry.network)) return { outcome: 'unchanged' };
      if (list.length >= ALLOWLIST_MAX) return { outcome: 'list_full' };
      return { outcome: 'changed', change: allowlistChange(list, [...list, change.entry]) };
    }
  }
}

/**
 * What becomes of a key in a bulk action.
 * @param seen the setting as it was when the action was confirmed; undefined before that
 */
export function decide(actor: KeyManager, change: BulkChange, key: BulkKey, seen?: string): Decided {
  if (key.revokedAt) return { outcome: 'revoked' };
  if (!mayChange(actor, change.kind, key.environment).ok) return { outcome: 'not_permitted' };
  const decided = decideChange(actor, change, key);
  if (decided.outcome !== 'changed' || seen === undefined || seen === seenOf(change, key)) return decided;
  return { outcome: 'changed_elsewhere' };
}
