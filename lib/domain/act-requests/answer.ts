import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { answerRequestSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Grants or refuses an agent's request to make changes until the session ends. The first of two answers counts.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, NOT_FOUND (also for a session of another workspace), or
 * CONFLICT when the session is over, the request is answered or replaced, or the workspace lets support only view.
 */
export async function answerRequest(actor: Actor, input: unknown): Promise<Result<{ granted: boolean }>> {
  const parsed = parse(answerRequestSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'act-requests/answer');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { impersonationId, askedAt, grant } = parsed.value;
  return transact(member, async (tx) => {
    const own = { id: impersonationId, workspaceId: member.workspaceId };
    // The lock keeps others from changing the access policy until the answer is stored.
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${own.workspaceId} FOR SHARE`;
    const impersonation = await tx.impersonationSession.findFirst({
      where: own,
      select: { workspace: { select: { supportAccess: true } } },
    });
    if (!impersonation) return refuse('NOT_FOUND', 'There is no such support session.');
    if (grant && impersonation.workspace.supportAccess !== 'ask') {
      return refuse('CONFLICT', 'Support can only view your workspace. Change the support access first.');
    }
    const at = now();
    const { count } = await tx.impersonationSession.updateMany({
      where: { ...openImpersonations(at), ...own, actAskedAt: new Date(askedAt), actAnsweredAt: null },
      data: { actGranted: grant, actAnsweredAt: at, actAnsweredById: member.userId },
    });
    if (count === 0) return refuse('CONFLICT', 'This request is no longer open. Reload the page.');
    await recordAudit(tx, member, {
      action: grant ? 'impersonation.grant_request' : 'impersonation.refuse_request',
      targetId: impersonationId,
    });
    return ok({ granted: grant });
  });
}
