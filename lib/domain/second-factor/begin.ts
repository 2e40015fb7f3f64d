import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizePerson } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { confirmPassword } from '@/lib/domain/passwords/confirm-password';
import { appSecretUri, newAppSecret, sealAppSecret } from '@/lib/domain/second-factor/app-secret';
import { beginSecondFactorSchema } from '@/lib/domain/second-factor/schema';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Creates a secret for an authenticator app (in base32, and as the text of a QR code). It has no effect until its first
 * code is confirmed. Members give their password; staff have just chosen theirs. Refuses with INVALID_REQUEST,
 * TOO_MANY_ATTEMPTS, or CONFLICT if a second factor is on.
 */
export async function beginSecondFactor(
  actor: Actor,
  input: unknown,
): Promise<Result<{ secret: string; uri: string }>> {
  const authorized = authorizePerson(actor, 'second-factor/begin');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId } = person;
  const parsed = parse(beginSecondFactorSchema, input);
  if (!parsed.ok) return parsed;
  if (person.kind === 'member') {
    const confirmed = await confirmPassword(person, parsed.value.password);
    if (!confirmed.ok) return confirmed;
  }

  const secret = newAppSecret();
  return transact(person, async (tx) => {
    const fresh = { sealedSecret: sealAppSecret(secret), createdAt: now(), lastStep: null };
    await tx.secondFactor.createMany({ data: { userId, ...fresh }, skipDuplicates: true });
    const { count } = await tx.secondFactor.updateMany({ where: { userId, confirmedAt: null }, data: fresh });
    if (count === 0) return refuse('CONFLICT', 'Two-step verification is on already.');
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    await recordAudit(tx, person, { action: 'user.begin_second_factor', targetId: userId });
    return ok({ secret, uri: appSecretUri(secret, email) });
  });
}
