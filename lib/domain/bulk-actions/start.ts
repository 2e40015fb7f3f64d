import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { BulkOutcome } from '@/lib/db/generated/enums';
import type { Actor, KeyManager } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { requireWorkspace } from '@/lib/domain/authorize';
import { type BulkChange, toChange } from '@/lib/domain/bulk-actions/change';
import { type BulkKey, decide, seenOf } from '@/lib/domain/bulk-actions/decide';
import { mayChange } from '@/lib/domain/bulk-actions/may-change';
import { planChange } from '@/lib/domain/bulk-actions/plan';
import { type BulkProgress, bulkActionColumns, readProgress } from '@/lib/domain/bulk-actions/progress';
import { startBulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import { fingerprintOf, selectKeys } from '@/lib/domain/bulk-actions/select-keys';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { parse } from '@/lib/domain/parse';
import { requireTyped } from '@/lib/domain/rehearsals/confirm';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { say } from '@/lib/say';

/** What is known at the confirmation: keys that this actor may not change do not wait for somebody who may. */
function outcomeAtStart(manager: KeyManager, change: BulkChange, key: BulkKey): BulkOutcome | null {
  return mayChange(manager, change.kind, key.environment).ok ? null : decide(manager, change, key).outcome;
}

/** Stores what happens to which keys, and returns the id of the bulk action; null if the token has one already. */
async function insert(
  tx: Transaction,
  manager: KeyManager,
  row: { workspaceId: string; token: string; change: BulkChange },
  keys: readonly BulkKey[],
): Promise<string | null> {
  const id = newId('bulk');
  const data = { id, ...row, change: JSON.parse(JSON.stringify(row.change)), createdAt: now() };
  const { count } = await tx.bulkAction.createMany({ data: [data], skipDuplicates: true });
  if (count === 0) return null;
  const ids = keys.map((key) => key.id);
  const seen = keys.map((key) => seenOf(row.change, key));
  const outcomes = keys.map((key) => outcomeAtStart(manager, row.change, key) ?? '');
  await tx.$executeRaw`
    INSERT INTO bulk_action_keys (bulk_action_id, position, api_key_id, seen, outcome)
    SELECT ${id}, position, key_id, seen, NULLIF(outcome, '')::"BulkOutcome"
    FROM unnest(${ids}::text[], ${seen}::text[], ${outcomes}::text[])
      WITH ORDINALITY AS picked (key_id, seen, outcome, position)`;
  return id;
}

/**
 * Confirms a change of many keys, and fixes which ones change. `continueBulkAction` then changes them. If live calls would
 * stop, a sentence must be typed. Starting again with the same token returns the same bulk action.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for keys of another workspace), FORBIDDEN if the actor may change none of the
 * keys, or CONFLICT if other keys match than those whose impact was shown, or if no key would change.
 * @param operations those of the provider's API, for the filter of unused scopes
 */
export async function startBulkAction(
  actor: Actor,
  input: unknown,
  operations: readonly ScopedOperation[] = [],
): Promise<Result<BulkProgress>> {
  const parsed = parse(startBulkActionSchema, input);
  if (!parsed.ok) return parsed;
  const inWorkspace = requireWorkspace(actor, 'bulk-actions/start');
  if (!inWorkspace.ok) return inWorkspace;
  const manager = inWorkspace.value;
  const { workspaceId } = manager;
  const { selection, asOf, fingerprint, token, confirmation, ...asked } = parsed.value;
  const started = { workspaceId, token };
  const earlier = await db().bulkAction.findFirst({ where: started, select: bulkActionColumns });
  if (earlier) return ok(await readProgress(db(), earlier));

  const change = toChange({ selection, ...asked });
  if (!change.ok) return change;
  const selected = await selectKeys(manager, selection, new Date(asOf), operations);
  if (!selected.ok) return selected;
  const keys = selected.value;
  const permissions = [...new Set(keys.map(({ environment }) => environment))].map((environment) =>
    mayChange(manager, change.value.kind, environment),
  );
  const [refused] = permissions.filter((permission) => !permission.ok);
  if (refused && permissions.every(({ ok: permitted }) => !permitted)) return refused;
  if (fingerprintOf(keys.map(({ id }) => id)) !== fingerprint) {
    return refuse('CONFLICT', say`Other keys match now. Nothing was changed: look at the impact again.`);
  }
  // It reads the calls of many keys, so it is not part of the transaction.
  const { live, sandbox, confirmation: sentence } = await planChange(manager, change.value, keys);
  if (live + sandbox === 0) return refuse('CONFLICT', say`This would change none of the keys.`);
  const confirmed = sentence === null ? ok(null) : requireTyped(confirmation, sentence);
  if (!confirmed.ok) return confirmed;

  return transact(manager, async (tx) => {
    const id = await insert(tx, manager, { ...started, change: change.value }, keys);
    if (id !== null) {
      await recordAudit(tx, manager, {
        action: 'api_key.start_bulk_action',
        targetId: id,
        detail: { change: JSON.parse(JSON.stringify(change.value)), keys: keys.length, live, sandbox },
      });
    }
    const row = await tx.bulkAction.findFirstOrThrow({ where: started, select: bulkActionColumns });
    return ok(await readProgress(tx, row));
  });
}
