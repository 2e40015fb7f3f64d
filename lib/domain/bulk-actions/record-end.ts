import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { KeyManager } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { type BulkActionRow, type BulkProgress, readProgress } from '@/lib/domain/bulk-actions/progress';

/** Ends a bulk action, also if keys still wait. */
export async function recordEnd(
  tx: Transaction,
  manager: KeyManager,
  row: BulkActionRow,
): Promise<BulkProgress> {
  const endedAt = now();
  const where = { id: row.id, workspaceId: manager.workspaceId };
  await tx.bulkAction.update({ where, data: { endedAt }, select: { id: true } });
  const progress = await readProgress(tx, { ...row, endedAt });
  const { kind, keys, done, changed, others } = progress;
  await recordAudit(tx, manager, {
    action: 'api_key.end_bulk_action',
    targetId: row.id,
    detail: { kind, keys, done, changed, others: others.map((other) => ({ ...other })) },
  });
  return progress;
}
