import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { sendVerification } from '@/lib/domain/users/send-verification';
import { ok, type Result, refuse } from '@/lib/errors';

/** Sends the signed-in member the link that confirms their address again; refuses with TOO_MANY_ATTEMPTS or CONFLICT. */
export async function requestEmailVerification(actor: MemberActor): Promise<Result<null>> {
  if (actor.emailVerified) return refuse('CONFLICT', 'Your e-mail address is confirmed already.');
  const admitted = await countAttempt('verification', actor.userId, actor.address);
  if (!admitted.ok) return admitted;
  await db().$transaction(async (tx) => {
    const user = await tx.user.findUniqueOrThrow({
      where: { id: actor.userId },
      select: { id: true, email: true, name: true },
    });
    await sendVerification(tx, user);
    await recordAudit(tx, actor, { action: 'user.request_email_verification', targetId: user.id });
  });
  return ok(null);
}
