import { DAY, now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { limitSent } from '@/lib/domain/invitations/limit-sent';
import { invitationMail } from '@/lib/domain/invitations/mail';
import { createInvitationSchema } from '@/lib/domain/invitations/schema';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { changeMembers } from '@/lib/domain/members/change-members';
import { parse } from '@/lib/domain/parse';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { newToken } from '@/lib/domain/users/one-time-token';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import { newId } from '@/lib/ids';

const LIFETIME = 7 * DAY;
const MOST_OPEN = 100;

/**
 * Emails somebody a link to join the workspace with a role. Works once and for 7 days. A second call for the same address
 * sends a new link, and the old one stops working.
 *
 * Refuses with INVALID_REQUEST (also for a member), FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, TOO_MANY_ATTEMPTS or
 * CONFLICT when too many invitations are open.
 */
export async function createInvitation(actor: Actor, input: unknown): Promise<Result<{ email: string }>> {
  const parsed = parse(createInvitationSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'invitations/create');
  if (!authorized.ok) return authorized;
  const { workspaceId, emailVerified, ...client } = authorized.value;
  if (!emailVerified) return refuse('EMAIL_NOT_VERIFIED', 'Confirm your own email address first.');
  const { email, role } = parsed.value;
  const counted = await countAttempt('invitation', `${workspaceId} ${email}`, client);
  if (!counted.ok) return counted;
  const limited = await limitSent(authorized.value);
  if (!limited.ok) return limited;
  const token = newToken();
  return changeMembers(actor, 'invitations/create', async (tx, member) => {
    const members = await tx.membership.count({
      where: { workspaceId, user: { email, emailVerifiedAt: { not: null } } },
    });
    if (members > 0) return refuseFields({ email: 'This person is a member already.' });
    const time = now();
    const open = await tx.invitation.count({
      where: { workspaceId, email: { not: email }, expiresAt: { gt: time } },
    });
    if (open >= MOST_OPEN) {
      return refuse('CONFLICT', `Withdraw other invitations first: ${MOST_OPEN} are open.`);
    }
    const offer = {
      role,
      tokenHash: sha256(token),
      invitedById: member.userId,
      createdAt: time,
      expiresAt: new Date(time.getTime() + LIFETIME),
    };
    const { id } = await tx.invitation.upsert({
      where: { workspaceId_email: { workspaceId, email } },
      create: { id: newId('inv'), workspaceId, email, ...offer },
      update: offer,
      select: { id: true },
    });
    const inviter = await tx.user.findUniqueOrThrow({
      where: { id: member.userId },
      select: { email: true },
    });
    await enqueueMail(tx, invitationMail(email, inviter.email, token));
    await recordAudit(tx, member, { action: 'member.invite', targetId: id, detail: { email, role } });
    return ok({ email });
  });
}
