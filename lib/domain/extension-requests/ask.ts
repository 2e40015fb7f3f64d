import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { mailExtensionRequest } from '@/lib/domain/extension-requests/mail';
import { EXTENSION_MINUTES, extendedEnd, LONGEST_HOURS } from '@/lib/domain/impersonation/duration';
import { extensionRequestState, requestColumns } from '@/lib/domain/impersonation/request-state';
import { askSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Asks the customer to extend the agent's session, and emails the owners and admins. The agent may ask again after an
 * answer.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOUND when the session is not the agent's or is over, TOO_MANY_ATTEMPTS,
 * or CONFLICT when a request is open, or the session would last longer than a session may.
 */
export async function askToExtend(actor: Actor, input: unknown): Promise<Result<{ askedAt: Date }>> {
  const parsed = parse(askSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'extension-requests/ask');
  if (!authorized.ok) return authorized;
  const agent = authorized.value;
  const { impersonationId, reason } = parsed.value;
  const counted = await countAttempt('extension-request', impersonationId, { address: null });
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
      select: { workspaceId: true, subjectId: true, startedAt: true, expiresAt: true, ...requestColumns },
    });
    if (!impersonation) return refuse('NOT_FOUND', 'Your support session is over.');
    if (extensionRequestState(impersonation) === 'open') {
      return refuse('CONFLICT', 'You have already asked. The customer has not answered yet.');
    }
    if (!extendedEnd(impersonation)) {
      return refuse('CONFLICT', `A support session lasts at most ${LONGEST_HOURS} hours.`);
    }
    const { workspaceId, subjectId } = impersonation;
    await tx.impersonationSession.update({
      where: { id: impersonationId, workspaceId },
      data: {
        extensionAskedAt: at,
        extensionReason: reason,
        extensionAnsweredAt: null,
        extensionAnsweredById: null,
        extensionGranted: null,
      },
      select: { id: true },
    });
    await recordAudit(tx, agent, {
      action: 'impersonation.ask_to_extend',
      targetId: impersonationId,
      workspaceId,
      impersonation: { id: impersonationId, subjectId },
      detail: { reason, minutes: EXTENSION_MINUTES },
    });
    await mailExtensionRequest(tx, impersonationId, reason);
    return ok({ askedAt: at });
  });
}
