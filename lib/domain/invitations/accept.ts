import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { refuseInvitationLink } from '@/lib/domain/invitations/refuse-link';
import { parse } from '@/lib/domain/parse';
import { enterWorkspace } from '@/lib/domain/sessions/enter-workspace';
import { transact } from '@/lib/domain/transact';
import { linkSchema } from '@/lib/domain/users/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Joins the workspace of an invitation, and continues the actor's session in it. Works once. The token proves access to the
 * mailbox and the session proves which account asks, so the address is confirmed, too, if it was not.
 *
 * Refuses with FORBIDDEN if the invitation is for another address (it still works), NOT_FOR_SUPPORT, or INVALID_LINK if it
 * is unknown, used, withdrawn or expired, or if another user has confirmed the address. Refuses a member with CONFLICT.
 */
export async function acceptInvitation(
  actor: Actor,
  input: unknown,
): Promise<Result<{ workspaceId: string }>> {
  const authorized = authorizeCustomer(actor, 'invitations/accept');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId, sessionId } = member;
  const parsed = parse(linkSchema, input);
  if (!parsed.ok) return refuseInvitationLink();
  const link = { tokenHash: sha256(parsed.value.token), expiresAt: { gt: now() } };
  const accepted = transact(member, async (tx) => {
    const invitation = await tx.invitation.findFirst({
      where: link,
      select: { email: true, role: true, workspaceId: true },
    });
    if (!invitation) return refuseInvitationLink();
    const { workspaceId, role } = invitation;
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    if (email !== invitation.email) {
      return refuse('FORBIDDEN', 'This invitation is for another address than yours.');
    }
    if ((await tx.membership.count({ where: { workspaceId, userId } })) > 0) {
      return refuse(
        'CONFLICT',
        'You are a member of this workspace already. Ask an admin to change your role.',
      );
    }
    const { count } = await tx.invitation.deleteMany({ where: link });
    if (count === 0) return refuseInvitationLink();
    const verified = await tx.user.updateMany({
      where: { id: userId, emailVerifiedAt: null },
      data: { emailVerifiedAt: now() },
    });
    if (verified.count > 0) await recordAudit(tx, member, { action: 'user.verify_email', targetId: userId });
    await tx.membership.createMany({
      data: [{ workspaceId, userId, role, createdAt: now() }],
      skipDuplicates: true,
    });
    await enterWorkspace(tx, { userId, sessionId, workspaceId });
    await recordAudit(tx, member, { action: 'member.join', targetId: userId, workspaceId, detail: { role } });
    return ok({ workspaceId });
  });
  return accepted.catch((error: unknown) => {
    // Another user has confirmed the address.
    if (!isUniqueViolation(error)) throw error;
    return refuseInvitationLink();
  });
}
