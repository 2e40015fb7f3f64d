import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { type BulkActionRow, bulkActionColumns } from '@/lib/domain/bulk-actions/progress';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** How long after its confirmation a bulk action may go on. */
const LIFETIME = DAY;

/** When the oldest bulk action that may go on was confirmed. */
export function openSince(): Date {
  return new Date(now().getTime() - LIFETIME);
}

/** The refusal of an unknown bulk action. It is the same for one of another workspace. */
export function refuseUnknownBulkAction() {
  return refuse('NOT_FOUND', 'There is no such bulk action in this workspace.');
}

/**
 * Locks a bulk action until the transaction ends, so that its batches run one after another. The row of the workspace is
 * locked first, as sends and calls that change keys do, so that none of them and a batch wait for each other. Refuses with
 * NOT_FOUND, or with CONFLICT if it was confirmed too long ago.
 */
export async function lockBulkAction(
  tx: Transaction,
  workspaceId: string,
  id: string,
): Promise<Result<BulkActionRow>> {
  await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
  await tx.$queryRaw`SELECT 1 FROM bulk_actions WHERE id = ${id} AND workspace_id = ${workspaceId} FOR UPDATE`;
  const row = await tx.bulkAction.findFirst({ where: { id, workspaceId }, select: bulkActionColumns });
  if (!row) return refuseUnknownBulkAction();
  if (row.endedAt || row.createdAt >= openSince()) return ok(row);
  return refuse('CONFLICT', say`This was confirmed more than a day ago. Select the other keys again.`);
}
