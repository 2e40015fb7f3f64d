import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizePerson } from '@/lib/domain/authorize';
import { readFactors } from '@/lib/domain/factors/factors';
import { appSecretUri, newAppSecret, sealAppSecret } from '@/lib/domain/second-factor/app-secret';
import { withProof } from '@/lib/domain/second-factor/prove';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

interface BegunApp {
  secret: string;
  uri: string;
}

function refuseSecondApp(): Result<never> {
  return refuse('CONFLICT', 'Two-step verification is on already.');
}

/**
 * Creates a secret for an authenticator app (in base32, and as the text of a QR code). It has no effect until its first
 * code is confirmed. Members give their password and, if they have passkeys, a passkey or a recovery code; staff have just
 * chosen their password. Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE, INVALID_CREDENTIALS, or CONFLICT if
 * there is an app already.
 */
export async function beginSecondFactor(actor: Actor, input: unknown): Promise<Result<BegunApp>> {
  const authorized = authorizePerson(actor, 'second-factor/begin');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId } = person;
  const { app } = await readFactors(db(), userId);
  if (app) return refuseSecondApp();

  async function begin(tx: Transaction): Promise<Result<BegunApp>> {
    const secret = newAppSecret();
    const fresh = { sealedSecret: sealAppSecret(secret), createdAt: now(), lastStep: null };
    await tx.secondFactor.createMany({ data: { userId, ...fresh }, skipDuplicates: true });
    const { count } = await tx.secondFactor.updateMany({ where: { userId, confirmedAt: null }, data: fresh });
    if (count === 0) return refuseSecondApp();
    const { email } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } });
    await recordAudit(tx, person, { action: 'user.begin_second_factor', targetId: userId });
    return ok({ secret, uri: appSecretUri(secret, email) });
  }

  return person.kind === 'staff' ? transact(person, begin) : withProof(person, input, begin);
}
