import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { changeableMember, changeMembers } from '@/lib/domain/members/change-members';
import { memberSchema } from '@/lib/domain/members/schema';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Makes another member an owner, and the actor an admin.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, NOT_FOUND, or CONFLICT for an owner, or a member who cannot
 * sign in.
 */
export async function transferOwnership(actor: Actor, input: unknown): Promise<Result<{ userId: string }>> {
  const parsed = parse(memberSchema, input);
  if (!parsed.ok) return parsed;
  const { userId } = parsed.value;
  return changeMembers(actor, 'members/transfer-ownership', async (tx, owner) => {
    const found = await changeableMember(tx, owner, userId);
    if (!found.ok) return found;
    const { role: from, disabled } = found.value;
    if (from === 'owner') return refuse('CONFLICT', 'This member is an owner already.');
    if (disabled) return refuse('CONFLICT', 'The account of this member is disabled. Choose somebody else.');
    const { workspaceId } = owner;
    const membershipOf = (id: string) => ({ workspaceId_userId: { workspaceId, userId: id } });
    await tx.membership.update({ where: membershipOf(userId), data: { role: 'owner' } });
    await tx.membership.update({ where: membershipOf(owner.userId), data: { role: 'admin' } });
    await recordAudit(tx, owner, {
      action: 'member.transfer_ownership',
      targetId: userId,
      detail: { from, to: 'owner' },
    });
    return ok({ userId });
  });
}
