import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { BulkOutcome } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import { storedAllowlist } from '@/lib/domain/allowlists/stored';
import { apiKeyStatus } from '@/lib/domain/api-keys/status';
import type { BulkChange } from '@/lib/domain/bulk-actions/change';
import { confirmationOf } from '@/lib/domain/bulk-actions/confirmation-of';
import { type BulkKey, decide } from '@/lib/domain/bulk-actions/decide';
import { mayChange } from '@/lib/domain/bulk-actions/may-change';
import { type RecentUse, readRecentUse } from '@/lib/domain/bulk-actions/use';
import { type AllowlistRehearsal, rehearseAllowlist } from '@/lib/domain/rehearsals/allowlist';

/** What a bulk action would do. */
export interface BulkImpact {
  /** How many keys change, by environment. */
  live: number;
  sandbox: number;
  /** The other selected keys, by why they stay as they are. */
  others: OutcomeCount[];
  /** Why the actor may not change some of the keys; null if they may change all. */
  notPermitted: string | null;
  /** The recent calls of the keys that would stop working; null if none would. */
  stopped: (RecentUse & { keys: number }) | null;
  /** How many keys would work again: those that are expired and get a later expiry. */
  revived: number;
  /** The keys that allow every address, and would then allow only the new one; null if there are none. */
  narrowed: (AllowlistRehearsal & { keys: number }) | null;
  /** What must be typed, because live calls would stop; null: nothing. */
  confirmation: string | null;
}

export interface OutcomeCount {
  outcome: Exclude<BulkOutcome, 'changed'>;
  keys: number;
}

/** Whether a working key stops at once, or earlier than it would have. */
function stops(change: BulkChange, key: BulkKey, at: Date): boolean {
  if (apiKeyStatus(key, at) !== 'active') return false;
  if (change.kind !== 'setExpiry') return change.kind !== 'addNetwork';
  return change.expiresAt !== null && (key.expiresAt === null || change.expiresAt < key.expiresAt);
}

const revives = (change: BulkChange, key: BulkKey, at: Date) =>
  change.kind === 'setExpiry' && apiKeyStatus(key, at) === 'expired' && !key.disabledAt;

const idsOf = (keys: readonly BulkKey[]) => keys.map(({ id }) => id);

function countOthers(outcomes: readonly BulkOutcome[]): OutcomeCount[] {
  return [...Map.groupBy(outcomes, (outcome) => outcome)].flatMap(([outcome, { length: keys }]) =>
    outcome === 'changed' ? [] : [{ outcome, keys }],
  );
}

/**
 * What a change would do to keys, from their recent calls.
 * @param seen by key: the setting as it was when the change was confirmed; none before that
 */
export async function planChange(
  actor: KeyManager,
  change: BulkChange,
  keys: readonly BulkKey[],
  seen: ReadonlyMap<string, string> = new Map(),
): Promise<BulkImpact> {
  const { workspaceId } = actor;
  const at = now();
  const outcomes = keys.map((key) => decide(actor, change, key, seen.get(key.id)).outcome);
  const changed = keys.filter((_, index) => outcomes[index] === 'changed');
  const stopped = changed.filter((key) => stops(change, key, at));
  const opened =
    change.kind === 'addNetwork'
      ? changed.filter(({ allowlist }) => storedAllowlist(allowlist).length === 0)
      : [];
  const [use, rehearsal] = await Promise.all([
    stopped.length > 0 ? readRecentUse(workspaceId, idsOf(stopped)) : null,
    change.kind === 'addNetwork' && opened.length > 0
      ? rehearseAllowlist(db(), { workspaceId, keyIds: idsOf(opened) }, [change.entry.network])
      : null,
  ]);
  const forbidden = keys.find((_, index) => outcomes[index] === 'not_permitted');
  const permitted = forbidden && mayChange(actor, change.kind, forbidden.environment);
  const live = changed.filter(({ environment }) => environment === 'live').length;
  return {
    live,
    sandbox: changed.length - live,
    others: countOthers(outcomes),
    notPermitted: permitted && !permitted.ok ? permitted.refusal.message : null,
    stopped: use && { ...use, keys: stopped.length },
    revived: changed.filter((key) => revives(change, key, at)).length,
    narrowed: rehearsal && { ...rehearsal, keys: opened.length },
    confirmation:
      (use?.liveCalls ?? 0) + (rehearsal?.refusedLive ?? 0) > 0
        ? confirmationOf(change.kind, changed.length)
        : null,
  };
}
