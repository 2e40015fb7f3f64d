import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor, StaffActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeStaff } from '@/lib/domain/authorize';
import { accessColumns } from '@/lib/domain/impersonation/access-policy';
import { requestColumns } from '@/lib/domain/impersonation/request-state';
import { askSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

export const ALREADY_ASKED = 'You have already asked. The customer has not answered yet.';

const columns = {
  workspaceId: true,
  subjectId: true,
  startedAt: true,
  expiresAt: true,
  ...requestColumns,
  workspace: { select: accessColumns },
} satisfies Prisma.ImpersonationSessionSelect;

type AskingSession = Prisma.ImpersonationSessionGetPayload<{ select: typeof columns }>;

/** What an agent asks the customer for. */
interface Question {
  verb: 'act-requests/ask' | 'extension-requests/ask';
  attempt: 'act-request' | 'extension-request';
  action: 'impersonation.ask_to_act' | 'impersonation.ask_to_extend';
  /** For the audit log, besides the reason. */
  detail?: Record<string, number>;
  /** Why the agent may not ask; null if they may. */
  refusal(session: AskingSession, at: Date): string | null;
  /** The columns of the request. */
  request(reason: string, at: Date): Prisma.ImpersonationSessionUncheckedUpdateInput;
  mail(tx: Transaction, impersonationId: string, reason: string): Promise<void>;
}

/** The agent's own open session, locked, so that it neither ends nor is asked for twice meanwhile. */
async function lockOwnSession(tx: Transaction, agent: StaffActor, id: string, at: Date) {
  await tx.$queryRaw`SELECT 1 FROM impersonation_sessions WHERE id = ${id} FOR NO KEY UPDATE`;
  return tx.impersonationSession.findFirst({
    where: { ...openImpersonations(at), id, agentId: agent.userId, agentSessionId: agent.sessionId },
    select: columns,
  });
}

/**
 * Asks the customer something for the agent's session, and emails the owners and admins.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOUND when the session is not the agent's or is over, TOO_MANY_ATTEMPTS, or
 * CONFLICT for the reason of the question.
 */
export async function askCustomer(
  actor: Actor,
  input: unknown,
  { verb, attempt, action, detail, refusal, request, mail }: Question,
): Promise<Result<{ askedAt: Date }>> {
  const parsed = parse(askSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeStaff(actor, verb);
  if (!authorized.ok) return authorized;
  const agent = authorized.value;
  const { impersonationId, reason } = parsed.value;
  const counted = await countAttempt(attempt, impersonationId, { address: null });
  if (!counted.ok) return counted;
  return transact(agent, async (tx) => {
    const at = now();
    const session = await lockOwnSession(tx, agent, impersonationId, at);
    if (!session) return refuse('NOT_FOUND', 'Your support session is over.');
    const conflict = refusal(session, at);
    if (conflict !== null) return refuse('CONFLICT', conflict);
    const { workspaceId, subjectId } = session;
    await tx.impersonationSession.update({
      where: { id: impersonationId, workspaceId },
      data: request(reason, at),
      select: { id: true },
    });
    await recordAudit(tx, agent, {
      action,
      targetId: impersonationId,
      workspaceId,
      impersonation: { id: impersonationId, subjectId },
      detail: { reason, ...detail },
    });
    await mail(tx, impersonationId, reason);
    return ok({ askedAt: at });
  });
}
