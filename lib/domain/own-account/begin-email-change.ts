import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { mailAccountNotice } from '@/lib/domain/own-account/notice-mail';
import { beginEmailChangeSchema } from '@/lib/domain/own-account/schema';
import { parse } from '@/lib/domain/parse';
import { confirmPassword } from '@/lib/domain/passwords/confirm-password';
import { refuseBusy } from '@/lib/domain/passwords/new-password';
import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { enqueueMailRequest } from '@/lib/domain/users/enqueue-mail-request';
import { ok, type Result, refuseFields } from '@/lib/errors';

const LIFETIME = DAY;

/**
 * Emails a link to the address that the signed-in member wants to use. The address changes when the member opens the link
 * (`confirm-email-change`), so a mistake in it does no harm. The member gives the password, which is hashed anew, because
 * hashes are salted with the address. The current address is told. A second call replaces the first.
 *
 * The response is the same whether the address belongs to somebody else or not. Refuses with INVALID_REQUEST,
 * TOO_MANY_ATTEMPTS, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function beginEmailChange(actor: Actor, input: unknown): Promise<Result<{ email: string }>> {
  const authorized = authorizeMember(actor, 'own-account/begin-email-change');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId, address } = member;
  const parsed = parse(beginEmailChangeSchema, input);
  if (!parsed.ok) return parsed;
  const { email, password } = parsed.value;
  const confirmed = await confirmPassword(member, password);
  if (!confirmed.ok) return confirmed;
  const current = await db().user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
  if (email === current.email) return refuseFields({ email: 'This is your address already.' });
  const counted = await countAttempt('verification', userId, member);
  if (!counted.ok) return counted;
  const passwordHash = await hashPassword(email, password);
  if (!passwordHash) return refuseBusy();

  const time = now();
  const change = {
    email,
    passwordHash,
    tokenHash: null,
    createdAt: time,
    expiresAt: new Date(time.getTime() + LIFETIME),
  };
  return transact(member, async (tx) => {
    await tx.emailChange.upsert({
      where: { userId },
      create: { userId, ...change },
      update: change,
      select: { userId: true },
    });
    await enqueueMailRequest(tx, { kind: 'emailChange', email, userId, address });
    await mailAccountNotice(tx, userId, 'email asked');
    await recordAudit(tx, member, {
      action: 'user.begin_email_change',
      targetId: userId,
      detail: { from: current.email, to: email },
    });
    return ok({ email });
  });
}
