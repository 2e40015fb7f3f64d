import type { Transaction } from '@/lib/db/client';
import type { VisitEnd } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';

export interface Ending {
  end: VisitEnd;
  at: Date;
  /** The user who ended it; null when time or a lost access did. */
  endedById: string | null;
}

/** Ends a visit, unless it has ended already, and audits that. Returns whether this call did it. */
export async function finishVisit(
  tx: Transaction,
  actor: Actor,
  visit: { id: string; workspaceId: string },
  { end, at, endedById }: Ending,
): Promise<boolean> {
  const [ended] = await tx.supportVisit.updateManyAndReturn({
    where: { id: visit.id, workspaceId: visit.workspaceId, endedAt: null },
    data: { end, endedAt: at, endedById },
    select: { id: true, subjectId: true },
  });
  if (!ended) return false;
  await recordAudit(tx, actor, {
    action: 'support.end_visit',
    targetId: visit.id,
    workspaceId: visit.workspaceId,
    visit: ended,
    detail: { end },
  });
  return true;
}
