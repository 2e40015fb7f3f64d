import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { extendedEnd, LONGEST_HOURS } from '@/lib/domain/impersonation/duration';
import { answerRequestSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Grants or refuses an agent's request to extend their session. The first of two answers counts. A granted request moves
 * the end of the session, and nothing else does.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, NOT_FOUND (also for a session of another workspace), or
 * CONFLICT when the session is over, the request is answered or replaced, or the session would last too long.
 */
export async function answerExtension(actor: Actor, input: unknown): Promise<Result<{ granted: boolean }>> {
  const parsed = parse(answerRequestSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'extension-requests/answer');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { impersonationId, askedAt, grant } = parsed.value;
  return transact(member, async (tx) => {
    const own = { id: impersonationId, workspaceId: member.workspaceId };
    // The lock keeps others from ending or extending the session until the answer is stored.
    await tx.$queryRaw`
      SELECT 1 FROM impersonation_sessions WHERE id = ${own.id} AND workspace_id = ${own.workspaceId}
      FOR NO KEY UPDATE`;
    const impersonation = await tx.impersonationSession.findFirst({
      where: own,
      select: { startedAt: true, expiresAt: true },
    });
    if (!impersonation) return refuse('NOT_FOUND', 'There is no such support session.');
    const at = now();
    const from = impersonation.expiresAt;
    const to = grant ? extendedEnd(impersonation) : from;
    if (!to) return refuse('CONFLICT', `A support session lasts at most ${LONGEST_HOURS} hours.`);
    const { count } = await tx.impersonationSession.updateMany({
      where: {
        ...openImpersonations(at),
        ...own,
        extensionAskedAt: new Date(askedAt),
        extensionAnsweredAt: null,
      },
      data: {
        expiresAt: to,
        extensionGranted: grant,
        extensionAnsweredAt: at,
        extensionAnsweredById: member.userId,
      },
    });
    if (count === 0) return refuse('CONFLICT', 'This request is no longer open. Reload the page.');
    await recordAudit(tx, member, {
      action: grant ? 'impersonation.grant_extension' : 'impersonation.refuse_extension',
      targetId: impersonationId,
      detail: grant ? { from: from.toISOString(), to: to.toISOString() } : {},
    });
    return ok({ granted: grant });
  });
}
