import type { Transaction } from '@/lib/db/client';
import type { CustomerActor } from '@/lib/domain/actor';
import { recordAudits } from '@/lib/domain/audit/record';
import { checkPermission } from '@/lib/domain/permissions';

/**
 * Withdraws the open invitations that somebody has sent for a workspace, unless they may still invite people there. Call it
 * when their membership has changed. Otherwise they could come back with an invitation to another address of theirs.
 */
export async function withdrawSentInvitations(
  tx: Transaction,
  actor: CustomerActor,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<void> {
  const membership = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId, userId } },
    select: { role: true },
  });
  if (membership && checkPermission({ kind: 'member', role: membership.role }, 'invitations/create').ok)
    return;
  const sent = { workspaceId, invitedById: userId };
  const invitations = await tx.invitation.findMany({
    where: sent,
    orderBy: { id: 'asc' },
    select: { id: true, email: true },
  });
  await tx.invitation.deleteMany({ where: { ...sent, id: { in: invitations.map(({ id }) => id) } } });
  await recordAudits(
    tx,
    actor,
    invitations.map(({ id, email }) => ({
      action: 'member.withdraw_invitation' as const,
      targetId: id,
      workspaceId,
      detail: { email, because: 'the inviter may no longer invite people' },
    })),
  );
}
