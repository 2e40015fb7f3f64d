import type { Transaction } from '@/lib/db/client';
import type { Actor, KeyManager } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { readChange } from '@/lib/domain/bulk-actions/change';
import { changeBatch } from '@/lib/domain/bulk-actions/change-batch';
import { lockBulkAction } from '@/lib/domain/bulk-actions/lock-open';
import { type BulkActionRow, type BulkProgress, readProgress } from '@/lib/domain/bulk-actions/progress';
import { recordEnd } from '@/lib/domain/bulk-actions/record-end';
import { bulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import { readWaiting, requireMayChangeWaiting } from '@/lib/domain/bulk-actions/waiting';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/** Calls with these keys wait until the batch is done. */
export const BATCH = 100;

/** Changes the next keys. */
async function changeNext(tx: Transaction, manager: KeyManager, row: BulkActionRow): Promise<void> {
  const waiting = await readWaiting(tx, row.id, BATCH);
  const bulkAction = { id: row.id, change: readChange(row.change) };
  const outcomes = await changeBatch(tx, manager, bulkAction, waiting);
  await tx.$executeRaw`
    UPDATE bulk_action_keys AS waiting SET outcome = decided.outcome::"BulkOutcome"
    FROM unnest(${[...outcomes.keys()]}::text[], ${[...outcomes.values()]}::text[]) AS decided (key_id, outcome)
    WHERE waiting.bulk_action_id = ${row.id} AND waiting.api_key_id = decided.key_id AND waiting.outcome IS NULL`;
}

/**
 * Changes the next keys of a bulk action, each once. A key that cannot be changed is recorded with the reason, and the others
 * go on. After the last key, the bulk action ends; continuing it then changes nothing.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for one of another workspace), FORBIDDEN if the actor may not change each key
 * that waits, or CONFLICT if it was confirmed more than a day ago.
 */
export async function continueBulkAction(actor: Actor, input: unknown): Promise<Result<BulkProgress>> {
  const parsed = parse(bulkActionSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'bulk-actions/continue');
  if (!authorized.ok) return authorized;
  const manager = authorized.value;
  return transact(manager, async (tx) => {
    const locked = await lockBulkAction(tx, manager.workspaceId, parsed.value.bulkActionId);
    if (!locked.ok) return locked;
    const row = locked.value;
    if (row.endedAt) return ok(await readProgress(tx, row));
    const permitted = await requireMayChangeWaiting(tx, manager, row);
    if (!permitted.ok) return permitted;
    await changeNext(tx, manager, row);
    const progress = await readProgress(tx, row);
    return ok(progress.done === progress.keys ? await recordEnd(tx, manager, row) : progress);
  });
}
