import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { EndReason } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace, authorizeStaff } from '@/lib/domain/authorize';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { impersonationSchema } from '@/lib/domain/impersonation/schema';
import { validityColumns } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { checkPermission } from '@/lib/domain/permissions';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/** Which sessions the actor may end, and the reason to record if they are not the actor's own. */
function reachOf(
  actor: Actor,
): Result<{ userId: string; where: Prisma.ImpersonationSessionWhereInput; reason: EndReason }> {
  if (actor.kind === 'staff') {
    const authorized = authorizeStaff(actor, 'impersonation/end');
    if (!authorized.ok) return authorized;
    const { userId } = authorized.value;
    const mayEndAny = checkPermission(actor, 'impersonation/end-others').ok;
    return ok({ userId, where: mayEndAny ? {} : { agentId: userId }, reason: 'lead' });
  }
  const authorized = authorizeInWorkspace(actor, 'impersonation/end');
  if (!authorized.ok) return authorized;
  const { userId, workspaceId } = authorized.value;
  return ok({ userId, where: { workspaceId }, reason: 'customer' });
}

/**
 * Ends an impersonation session. Agents end their own, leads any, members those of their workspace. It takes effect at
 * the agent's next request. Ending a session that is over changes nothing.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, or NOT_FOUND for a session that the actor may not end.
 */
export async function endImpersonation(
  actor: Actor,
  input: unknown,
): Promise<Result<{ workspaceId: string }>> {
  const parsed = parse(impersonationSchema, input);
  if (!parsed.ok) return parsed;
  const reach = reachOf(actor);
  if (!reach.ok) return reach;
  const { userId, where, reason } = reach.value;
  return transact(actor, async (tx) => {
    const impersonation = await tx.impersonationSession.findFirst({
      where: { ...where, id: parsed.value.impersonationId },
      select: { ...validityColumns, agentId: true },
    });
    if (!impersonation) return refuse('NOT_FOUND', 'There is no such support session.');
    const endReason = impersonation.agentId === userId ? 'exit' : reason;
    await recordEnd(tx, actor, impersonation, { endReason, endedAt: now(), endedById: userId });
    return ok({ workspaceId: impersonation.workspaceId });
  });
}
