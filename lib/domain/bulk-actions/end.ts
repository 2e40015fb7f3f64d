import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { lockBulkAction } from '@/lib/domain/bulk-actions/lock-open';
import { type BulkProgress, readProgress } from '@/lib/domain/bulk-actions/progress';
import { recordEnd } from '@/lib/domain/bulk-actions/record-end';
import { bulkActionSchema } from '@/lib/domain/bulk-actions/schema';
import { requireMayChangeWaiting } from '@/lib/domain/bulk-actions/waiting';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

/**
 * Ends a bulk action and leaves the keys that wait as they are. What was done stays. Ending it again changes nothing.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for one of another workspace), FORBIDDEN if the actor may not change each key
 * that waits, or CONFLICT if it was confirmed more than a day ago.
 */
export async function endBulkAction(actor: Actor, input: unknown): Promise<Result<BulkProgress>> {
  const parsed = parse(bulkActionSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'bulk-actions/end');
  if (!authorized.ok) return authorized;
  const manager = authorized.value;
  return transact(manager, async (tx) => {
    const locked = await lockBulkAction(tx, manager.workspaceId, parsed.value.bulkActionId);
    if (!locked.ok) return locked;
    const row = locked.value;
    if (row.endedAt) return ok(await readProgress(tx, row));
    const permitted = await requireMayChangeWaiting(tx, manager, row);
    return permitted.ok ? ok(await recordEnd(tx, manager, row)) : permitted;
  });
}
