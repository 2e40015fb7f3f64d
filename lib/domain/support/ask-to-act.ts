import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { mailActRequest } from '@/lib/domain/support/act-request-mail';
import { askToActSchema } from '@/lib/domain/support/visit-schema';
import { openVisits, visitMode } from '@/lib/domain/support/visit-state';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Asks the customer to let an agent act until the end of the agent's visit, and mails those who may say yes. After a
 * no, it may be asked again with a better reason.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOUND when the visit is not the agent's or is over, TOO_MANY_ATTEMPTS, or
 * CONFLICT when it waits for an answer, may act already, or the workspace lets support only view.
 */
export async function askToAct(actor: Actor, input: unknown): Promise<Result<{ askedAt: Date }>> {
  const parsed = parse(askToActSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'support/ask-to-act');
  if (!authorized.ok) return authorized;
  const agent = authorized.value;
  const { visitId, reason } = parsed.value;
  const admitted = await countAttempt('act-request', visitId, { address: null });
  if (!admitted.ok) return admitted;
  return transact(agent, async (tx) => {
    const at = now();
    await tx.$queryRaw`SELECT 1 FROM support_visits WHERE id = ${visitId} FOR NO KEY UPDATE`;
    const visit = await tx.supportVisit.findFirst({
      where: { ...openVisits(at), id: visitId, agentId: agent.userId, agentSessionId: agent.sessionId },
      select: {
        workspaceId: true,
        subjectId: true,
        actAskedAt: true,
        actAnsweredAt: true,
        actGranted: true,
        workspace: { select: { supportAccess: true, supportActsUntil: true } },
      },
    });
    if (!visit) return refuse('NOT_FOUND', 'Your visit is over.');
    const { workspaceId, workspace } = visit;
    if (workspace.supportAccess !== 'ask') {
      return refuse('CONFLICT', 'This customer lets support view, and nothing more.');
    }
    if (visitMode(workspace, visit, at) === 'act') return refuse('CONFLICT', 'You may act already.');
    if (visit.actAskedAt && !visit.actAnsweredAt) {
      return refuse('CONFLICT', 'You have asked already. The customer has not answered yet.');
    }
    await tx.supportVisit.update({
      where: { id: visitId, workspaceId },
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
      action: 'support.ask_to_act',
      targetId: visitId,
      workspaceId,
      visit: { id: visitId, subjectId: visit.subjectId },
      detail: { reason },
    });
    await mailActRequest(tx, visitId);
    return ok({ askedAt: at });
  });
}
