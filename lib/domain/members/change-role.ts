import type { Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { changeableMember, changeMembers, requireOtherOwner } from '@/lib/domain/members/change-members';
import { changeRoleSchema } from '@/lib/domain/members/schema';
import { withdrawSentInvitations } from '@/lib/domain/members/withdraw-sent';
import { parse } from '@/lib/domain/parse';
import { checkPermission } from '@/lib/domain/permissions';
import { ok, type Result } from '@/lib/errors';

/**
 * Gives a member another role, from their next request. Only an owner makes somebody an owner, or changes one. If the member
 * may no longer invite people, the invitations that they sent are withdrawn.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, NOT_FOUND, or CONFLICT for the last owner.
 */
export async function changeRole(
  actor: Actor,
  input: unknown,
): Promise<Result<{ userId: string; role: Role }>> {
  const parsed = parse(changeRoleSchema, input);
  if (!parsed.ok) return parsed;
  const { userId, role } = parsed.value;
  return changeMembers(actor, 'members/change-role', async (tx, changer) => {
    const found = await changeableMember(tx, changer, userId);
    if (!found.ok) return found;
    const { role: from } = found.value;
    if (from === role) return ok({ userId, role });
    if (role === 'owner') {
      const mayAppoint = checkPermission(changer, 'members/manage-owners');
      if (!mayAppoint.ok) return mayAppoint;
    }
    const { workspaceId } = changer;
    if (from === 'owner') {
      const another = await requireOtherOwner(tx, { workspaceId, userId });
      if (!another.ok) return another;
    }
    await tx.membership.update({
      where: { workspaceId_userId: { workspaceId, userId } },
      data: { role },
    });
    await recordAudit(tx, changer, {
      action: 'member.change_role',
      targetId: userId,
      detail: { from, to: role },
    });
    await withdrawSentInvitations(tx, changer, { workspaceId, userId });
    return ok({ userId, role });
  });
}
