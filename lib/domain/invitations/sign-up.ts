import { now } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { refuseInvitationLink } from '@/lib/domain/invitations/refuse-link';
import { signUpInvitedSchema } from '@/lib/domain/invitations/schema';
import { parse } from '@/lib/domain/parse';
import { hashNewPassword } from '@/lib/domain/passwords/new-password';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import { newId } from '@/lib/ids';

/**
 * Creates the account of an invited person, who joins the workspace of the invitation and gets no workspace of their own.
 * Works once. The token proves access to the mailbox, so the address is confirmed.
 *
 * Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, INVALID_LINK if the invitation is unknown, used, withdrawn or expired, or
 * CONFLICT if the address has an account, which accepts the invitation after signing in.
 */
export async function signUpInvited(actor: Actor, input: unknown): Promise<Result<{ email: string }>> {
  const authorized = authorizeSystem(actor, 'invitations/sign-up');
  if (!authorized.ok) return authorized;
  const guest = authorized.value;
  const parsed = parse(signUpInvitedSchema, input);
  if (!parsed.ok) return parsed.refusal.fields?.token ? refuseInvitationLink() : parsed;
  const { token, name, password } = parsed.value;
  const link = { tokenHash: sha256(token), expiresAt: { gt: now() } };
  const invited = await db().invitation.findFirst({ where: link, select: { email: true } });
  if (!invited) return refuseInvitationLink();
  const { email } = invited;
  const counted = await countAttempt('sign-up', email, guest);
  if (!counted.ok) return counted;
  const passwordHash = await hashNewPassword({ email, name }, password);
  if (!passwordHash.ok) return passwordHash;
  const signedUp = transact(guest, async (tx) => {
    const invitation = await tx.invitation.findFirst({
      where: link,
      select: { role: true, workspaceId: true },
    });
    const { count } = await tx.invitation.deleteMany({ where: link });
    if (!invitation || count === 0) return refuseInvitationLink();
    const owners = await tx.user.count({ where: { email, emailVerifiedAt: { not: null } } });
    if (owners > 0)
      return refuse('CONFLICT', 'You have an account with this address already. Sign in to join.');
    const { role, workspaceId } = invitation;
    const at = now();
    const { id: userId } = await tx.user.create({
      data: {
        id: newId('usr'),
        email,
        name,
        passwordHash: passwordHash.value,
        emailVerifiedAt: at,
        createdAt: at,
        memberships: { create: { workspaceId, role, createdAt: at } },
      },
      select: { id: true },
    });
    await recordAudit(tx, guest, { action: 'user.sign_up', targetId: userId, workspaceId });
    await recordAudit(tx, guest, {
      action: 'member.join',
      targetId: userId,
      workspaceId,
      detail: { role },
    });
    return ok({ email });
  });
  return signedUp.catch((error: unknown) => {
    // Somebody who claims the address without having confirmed it has the same password, or has just confirmed it.
    if (!isUniqueViolation(error)) throw error;
    return refuseFields({ password: 'Choose another password.' });
  });
}
