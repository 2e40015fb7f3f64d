import { MINUTE, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import { type Actor, type StaffActor, SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { latestEnd } from '@/lib/domain/impersonation/duration';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { startImpersonationSchema } from '@/lib/domain/impersonation/schema';
import { endOf, validityColumns } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

export interface StartedImpersonation {
  impersonationId: string;
  agentId: string;
  subjectId: string;
  expiresAt: Date;
  /** The latest time to which the customer can extend it. */
  latestEnd: Date;
}

/** Records the end of the agent's earlier session, if it is over. */
async function endEarlier(tx: Transaction, agent: StaffActor, at: Date): Promise<void> {
  const open = await tx.impersonationSession.findFirst({
    where: { agentId: agent.userId, endedAt: null },
    select: validityColumns,
  });
  const end = open && endOf(open, at);
  if (end) await recordEnd(tx, SYSTEM, open, end);
}

/**
 * Starts a session in which an agent views a workspace as one of its members, for a limited time. An agent has one open
 * session at a time: only one of several starts at the same moment succeeds.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN (also when the workspace is closed to support), NOT_FOUND when the workspace
 * has no such member, or CONFLICT while the agent has another open session.
 */
export async function startImpersonation(
  actor: Actor,
  input: unknown,
): Promise<Result<StartedImpersonation>> {
  const parsed = parse(startImpersonationSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, 'impersonation/start');
  if (!authorized.ok) return authorized;
  const agent = authorized.value;
  const { workspaceId, userId, reason, ticket, minutes } = parsed.value;
  try {
    return await transact(agent, async (tx) => {
      // The lock keeps the access policy as it is until the session exists and a change of policy can end it.
      await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR SHARE`;
      const membership = await tx.membership.findFirst({
        where: { workspaceId, userId, user: { kind: 'member', disabledAt: null } },
        select: { workspace: { select: { supportAccess: true, closedAt: true } } },
      });
      if (!membership) return refuse('NOT_FOUND', 'This workspace has no such member.');
      if (membership.workspace.closedAt)
        return refuse('FORBIDDEN', 'The customer has closed this workspace.');
      if (membership.workspace.supportAccess === 'never') {
        return refuse('FORBIDDEN', 'This workspace is closed to support. Ask the customer to open it.');
      }
      const at = now();
      await endEarlier(tx, agent, at);
      const expiresAt = new Date(at.getTime() + minutes * MINUTE);
      const { id } = await tx.impersonationSession.create({
        data: {
          id: newId('imp'),
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
        action: 'impersonation.start',
        targetId: id,
        workspaceId,
        impersonation: { id, subjectId: userId },
        detail: { reason, ticket, minutes },
      });
      return ok({
        impersonationId: id,
        agentId: agent.userId,
        subjectId: userId,
        expiresAt,
        latestEnd: latestEnd(at),
      });
    });
  } catch (error) {
    // A unique index allows each agent one open session.
    if (!isUniqueViolation(error)) throw error;
    return refuse('CONFLICT', 'You are already in a support session. Exit it first.');
  }
}
