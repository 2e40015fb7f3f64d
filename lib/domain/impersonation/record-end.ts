import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { endOf, type SessionEnd, type ValidityRow } from '@/lib/domain/impersonation/session-validity';

/** When the session expires now. The lock keeps others from extending or ending it until the transaction ends. */
async function lockExpiry(tx: Transaction, { id, workspaceId }: ValidityRow): Promise<Date> {
  await tx.$queryRaw`
    SELECT 1 FROM impersonation_sessions WHERE id = ${id} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
  const { expiresAt } = await tx.impersonationSession.findUniqueOrThrow({
    where: { id, workspaceId },
    select: { expiresAt: true },
  });
  return expiresAt;
}

/**
 * Records the end of an impersonation session and audits it, unless an end is recorded already or the customer has just
 * extended a session that seemed to be over. A session that was over before `end`, such as by time, gets that end instead.
 * @returns whether this call recorded it
 */
export async function recordEnd(
  tx: Transaction,
  actor: Actor,
  impersonation: ValidityRow,
  end: SessionEnd,
): Promise<boolean> {
  const { id, workspaceId } = impersonation;
  const expiresAt = await lockExpiry(tx, impersonation);
  if (end.endReason === 'time' && end.endedAt < expiresAt) return false;
  const data = endOf({ ...impersonation, expiresAt }, end.endedAt) ?? end;
  const [ended] = await tx.impersonationSession.updateManyAndReturn({
    where: { id, workspaceId, endedAt: null },
    data,
    select: { id: true, subjectId: true },
  });
  if (!ended) return false;
  await recordAudit(tx, actor, {
    action: 'impersonation.end',
    targetId: id,
    workspaceId,
    impersonation: ended,
    detail: { endReason: data.endReason },
  });
  return true;
}
