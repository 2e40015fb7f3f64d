import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { answerRequestSchema } from '@/lib/domain/support/schema';
import { openVisits } from '@/lib/domain/support/visit-state';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Grants or refuses what an agent asks for: to act until their visit is over. Of two answers at once, the first holds.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, NOT_FOUND (another workspace's visit included), or CONFLICT
 * when the visit is over, the request is answered or has become another, or the workspace lets support only look.
 */
export async function answerRequest(actor: Actor, input: unknown): Promise<Result<{ granted: boolean }>> {
  const parsed = parse(answerRequestSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'support/answer-request');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { visitId, askedAt, grant } = parsed.value;
  return transact(member, async (tx) => {
    const own = { id: visitId, workspaceId: member.workspaceId };
    // Nobody narrows the policy while it is being relied upon.
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${own.workspaceId} FOR SHARE`;
    const visit = await tx.supportVisit.findFirst({
      where: own,
      select: { workspace: { select: { supportAccess: true } } },
    });
    if (!visit) return refuse('NOT_FOUND', 'There is no such visit.');
    if (grant && visit.workspace.supportAccess !== 'ask') {
      return refuse('CONFLICT', 'Your workspace lets support only view. Change that first.');
    }
    const at = now();
    const { count } = await tx.supportVisit.updateMany({
      where: { ...openVisits(at), ...own, actAskedAt: new Date(askedAt), actAnsweredAt: null },
      data: { actGranted: grant, actAnsweredAt: at, actAnsweredById: member.userId },
    });
    if (count === 0) return refuse('CONFLICT', 'There is nothing to answer any more. Reload the page.');
    await recordAudit(tx, member, {
      action: grant ? 'support.grant_request' : 'support.refuse_request',
      targetId: visitId,
    });
    return ok({ granted: grant });
  });
}
