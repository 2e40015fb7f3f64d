import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { endOf, type SessionEnd, type ValidityRow } from '@/lib/domain/impersonation/session-validity';

/**
 * Records the end of an impersonation session and audits it, unless an end is recorded already. A session that was over
 * before `end`, such as by time, gets that end instead.
 * @returns whether this call recorded it
 */
export async function recordEnd(
  tx: Transaction,
  actor: Actor,
  impersonation: ValidityRow,
  end: SessionEnd,
): Promise<boolean> {
  const { id, workspaceId } = impersonation;
  const data = endOf(impersonation, end.endedAt) ?? end;
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
