import { now } from '@/lib/clock';
import type { Prisma } from '@/lib/db/generated/client';
import type { VisitEnd } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace, authorizeStaff } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { checkPermission } from '@/lib/domain/permissions';
import { finishVisit } from '@/lib/domain/support/finish-visit';
import { visitSchema } from '@/lib/domain/support/visit-schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/** Whose visits the actor may end, and what it is called when they do. */
function reachOf(
  actor: Actor,
): Result<{ userId: string; where: Prisma.SupportVisitWhereInput; end: VisitEnd }> {
  if (actor.kind === 'staff') {
    const authorized = authorizeStaff(actor, 'support/end-visit');
    if (!authorized.ok) return authorized;
    const { userId } = authorized.value;
    const mayEndAny = checkPermission(actor, 'support/end-others-visit').ok;
    return ok({ userId, where: mayEndAny ? {} : { agentId: userId }, end: 'lead' });
  }
  const authorized = authorizeInWorkspace(actor, 'support/end-visit');
  if (!authorized.ok) return authorized;
  const { userId, workspaceId } = authorized.value;
  return ok({ userId, where: { workspaceId }, end: 'customer' });
}

/**
 * Ends a visit: an agent their own, a lead anybody's, a member those to their workspace. The agent's next request finds
 * it over. Ending what is over changes nothing.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, or NOT_FOUND for a visit that is out of reach.
 */
export async function endVisit(actor: Actor, input: unknown): Promise<Result<{ workspaceId: string }>> {
  const parsed = parse(visitSchema, input);
  if (!parsed.ok) return parsed;
  const reach = reachOf(actor);
  if (!reach.ok) return reach;
  const { userId, where, end } = reach.value;
  return transact(actor, async (tx) => {
    const visit = await tx.supportVisit.findFirst({
      where: { ...where, id: parsed.value.visitId },
      select: { id: true, workspaceId: true, agentId: true },
    });
    if (!visit) return refuse('NOT_FOUND', 'There is no such visit.');
    const ending = { end: visit.agentId === userId ? 'exit' : end, at: now(), endedById: userId } as const;
    await finishVisit(tx, actor, visit, ending);
    return ok({ workspaceId: visit.workspaceId });
  });
}
