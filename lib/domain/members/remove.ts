import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { changeableMember, changeMembers } from '@/lib/domain/members/change-members';
import { memberSchema } from '@/lib/domain/members/schema';
import { withdrawSentInvitations } from '@/lib/domain/members/withdraw-sent';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Removes somebody else from the workspace. Their sessions in it end at once, the invitations that they sent are withdrawn,
 * and their keys keep working: see `listKnownKeys`.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, NOT_FOUND, or CONFLICT for the actor.
 */
export async function removeMember(actor: Actor, input: unknown): Promise<Result<{ userId: string }>> {
  const parsed = parse(memberSchema, input);
  if (!parsed.ok) return parsed;
  const { userId } = parsed.value;
  return changeMembers(actor, 'members/remove', async (tx, remover) => {
    const found = await changeableMember(tx, remover, userId);
    if (!found.ok) return found;
    if (userId === remover.userId) return refuse('CONFLICT', 'To go yourself, leave the workspace.');
    const { workspaceId } = remover;
    // The database deletes the sessions in the workspace with it.
    await tx.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
    await recordAudit(tx, remover, {
      action: 'member.remove',
      targetId: userId,
      detail: { role: found.value.role },
    });
    await withdrawSentInvitations(tx, remover, { workspaceId, userId });
    return ok({ userId });
  });
}
