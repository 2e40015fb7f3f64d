import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { enqueueMailRequest } from '@/lib/domain/users/enqueue-mail-request';
import { ok, type Result, refuse } from '@/lib/errors';

/** Sends the signed-in member another link to confirm their address. Refuses with TOO_MANY_ATTEMPTS or CONFLICT. */
export async function requestEmailVerification(actor: Actor): Promise<Result<null>> {
  const authorized = authorizeCustomer(actor, 'users/request-email-verification');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  if (member.emailVerified) return refuse('CONFLICT', 'Your email address is already confirmed.');
  const counted = await countAttempt('verification', member.userId, member);
  if (!counted.ok) return counted;
  const { userId, address } = member;
  return transact(member, async (tx) => {
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    await enqueueMailRequest(tx, { kind: 'verification', email, userId, address });
    await recordAudit(tx, member, { action: 'user.request_email_verification', targetId: userId });
    return ok(null);
  });
}
