import { MINUTE, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import { type Actor, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { finishVisit } from '@/lib/domain/support/finish-visit';
import { endingOf, standingColumns } from '@/lib/domain/support/standing';
import { startVisitSchema } from '@/lib/domain/support/visit-schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

export interface StartedVisit {
  visitId: string;
  agentId: string;
  subjectId: string;
  expiresAt: Date;
}

/** Closes what the agent's earlier visit has left open, if it is over. */
async function finishEarlier(tx: Transaction, agent: StaffActor, at: Date): Promise<void> {
  const open = await tx.supportVisit.findFirst({
    where: { agentId: agent.userId, endedAt: null },
    select: standingColumns,
  });
  const ending = open && endingOf(open, at);
  if (ending) await finishVisit(tx, SYSTEM, open, ending);
}

function refuseSecond(): Result<never> {
  return refuse('CONFLICT', 'You are in an account already. Exit that visit first.');
}

/**
 * Lets an agent step into a workspace, in the place of one of its members, for a while; they begin by only viewing.
 * An agent is in one account at a time: of several starts at once, one makes a visit.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN (also where the workspace lets nobody in), NOT_FOUND when the workspace has
 * no such member, or CONFLICT while another visit is open.
 */
export async function startVisit(actor: Actor, input: unknown): Promise<Result<StartedVisit>> {
  const parsed = parse(startVisitSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'support/start-visit');
  if (!authorized.ok) return authorized;
  const agent = authorized.value;
  const { workspaceId, userId, reason, ticket, minutes } = parsed.value;
  try {
    return await transact(agent, async (tx) => {
      // The policy stands still until the visit is there to be ended by the next one.
      await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR SHARE`;
      const membership = await tx.membership.findFirst({
        where: { workspaceId, userId, user: { kind: 'member', disabledAt: null } },
        select: { workspace: { select: { supportAccess: true } } },
      });
      if (!membership) return refuse('NOT_FOUND', 'This workspace has no such member.');
      if (membership.workspace.supportAccess === 'never') {
        return refuse('FORBIDDEN', 'This workspace is closed to support. Ask the customer to open it.');
      }
      const at = now();
      await finishEarlier(tx, agent, at);
      const expiresAt = new Date(at.getTime() + minutes * MINUTE);
      const { id } = await tx.supportVisit.create({
        data: {
          id: newId('visit'),
          workspaceId,
          subjectId: userId,
          agentId: agent.userId,
          agentSessionId: agent.sessionId,
          reason,
          ticket,
          startedAt: at,
          expiresAt,
        },
        select: { id: true },
      });
      await recordAudit(tx, agent, {
        action: 'support.start_visit',
        targetId: id,
        workspaceId,
        visit: { id, subjectId: userId },
        detail: { reason, ticket, minutes },
      });
      return ok({ visitId: id, agentId: agent.userId, subjectId: userId, expiresAt });
    });
  } catch (error) {
    // The database keeps one open visit for each agent.
    if (!isUniqueViolation(error)) throw error;
    return refuseSecond();
  }
}
