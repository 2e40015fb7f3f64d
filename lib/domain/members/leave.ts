import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { changeMembers, requireOtherOwner } from '@/lib/domain/members/change-members';
import { leaveWorkspaceSchema } from '@/lib/domain/members/schema';
import { withdrawSentInvitations } from '@/lib/domain/members/withdraw-sent';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Ends the actor's own membership. Their sessions continue in no workspace, and the invitations that they sent are withdrawn.
 *
 * Refuses with INVALID_REQUEST, NOT_FOR_SUPPORT, NOT_FOUND for another workspace than the actor's, or CONFLICT for the last
 * owner.
 */
export async function leaveWorkspace(actor: Actor, input: unknown): Promise<Result<null>> {
  const parsed = parse(leaveWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  return changeMembers(actor, 'members/leave', async (tx, member) => {
    const { workspaceId, userId, role } = member;
    if (parsed.value.workspaceId !== workspaceId) {
      return refuse('NOT_FOUND', 'You are signed in to another workspace. Reload the page.');
    }
    if (role === 'owner') {
      const another = await requireOtherOwner(tx, { workspaceId, userId });
      if (!another.ok) return another;
    }
    // The database deletes the sessions in the workspace with the membership. The person stays signed in, in no workspace.
    await tx.session.updateMany({ where: { workspaceId, userId }, data: { workspaceId: null } });
    await tx.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
    await recordAudit(tx, member, { action: 'member.leave', targetId: userId, detail: { role } });
    await withdrawSentInvitations(tx, member, { workspaceId, userId });
    return ok(null);
  });
}
