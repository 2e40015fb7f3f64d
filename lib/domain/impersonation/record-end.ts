import type { Transaction } from '@/lib/db/client';
import type { EndReason } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';

/** How an impersonation session ended. */
export interface SessionEnd {
  endReason: EndReason;
  endedAt: Date;
  /** The user who ended it; null when time ran out or access was lost. */
  endedById: string | null;
}

/**
 * Records the end of an impersonation session and audits it, unless an end is recorded already.
 * @returns whether this call recorded it
 */
export async function recordEnd(
  tx: Transaction,
  actor: Actor,
  { id, workspaceId }: { id: string; workspaceId: string },
  end: SessionEnd,
): Promise<boolean> {
  const [ended] = await tx.impersonationSession.updateManyAndReturn({
    where: { id, workspaceId, endedAt: null },
    data: end,
    select: { id: true, subjectId: true },
  });
  if (!ended) return false;
  await recordAudit(tx, actor, {
    action: 'impersonation.end',
    targetId: id,
    workspaceId,
    impersonation: ended,
    detail: { endReason: end.endReason },
  });
  return true;
}
