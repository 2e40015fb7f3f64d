import { now } from '@/lib/clock';
import { mailActRequest } from '@/lib/domain/act-requests/mail';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { accessColumns, impersonationMode } from '@/lib/domain/impersonation/access-policy';
import { actRequestState, requestColumns } from '@/lib/domain/impersonation/request-state';
import { askSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Asks the customer to let the agent make changes until the session ends, and emails the owners and admins. The agent
 * may ask again after a refusal.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOUND when the session is not the agent's or is over, TOO_MANY_ATTEMPTS,
 * or CONFLICT when a request is open, the agent can make changes already, or the workspace lets support only view.
 */
export async function askToAct(actor: Actor, input: unknown): Promise<Result<{ askedAt: Date }>> {
  const parsed = parse(askSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'act-requests/ask');
  if (!authorized.ok) return authorized;
  const agent = authorized.value;
  const { impersonationId, reason } = parsed.value;
  const counted = await countAttempt('act-request', impersonationId, { address: null });
  if (!counted.ok) return counted;
  return transact(agent, async (tx) => {
    const at = now();
    await tx.$queryRaw`SELECT 1 FROM impersonation_sessions WHERE id = ${impersonationId} FOR NO KEY UPDATE`;
    const impersonation = await tx.impersonationSession.findFirst({
      where: {
        ...openImpersonations(at),
        id: impersonationId,
        agentId: agent.userId,
        agentSessionId: agent.sessionId,
      },
      select: {
        workspaceId: true,
        subjectId: true,
        ...requestColumns,
        workspace: { select: accessColumns },
      },
    });
    if (!impersonation) return refuse('NOT_FOUND', 'Your support session is over.');
    const { workspaceId, workspace } = impersonation;
    if (workspace.supportAccess !== 'ask') {
      return refuse('CONFLICT', 'This customer lets support only view.');
    }
    if (impersonationMode(workspace, impersonation, at) === 'act')
      return refuse('CONFLICT', 'You can make changes already.');
    if (actRequestState(impersonation) === 'open') {
      return refuse('CONFLICT', 'You have already asked. The customer has not answered yet.');
    }
    await tx.impersonationSession.update({
      where: { id: impersonationId, workspaceId },
      data: {
        actAskedAt: at,
        actReason: reason,
        actAnsweredAt: null,
        actAnsweredById: null,
        actGranted: null,
      },
      select: { id: true },
    });
    await recordAudit(tx, agent, {
      action: 'impersonation.ask_to_act',
      targetId: impersonationId,
      workspaceId,
      impersonation: { id: impersonationId, subjectId: impersonation.subjectId },
      detail: { reason },
    });
    await mailActRequest(tx, impersonationId, reason);
    return ok({ askedAt: at });
  });
}
