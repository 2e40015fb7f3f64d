import { verifyRegistrationResponse, type WebAuthnCredential } from '@simplewebauthn/server';
import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/errors';
import type { Actor, CustomerActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { readFactors } from '@/lib/domain/factors/factors';
import { parse } from '@/lib/domain/parse';
import { requireRoom } from '@/lib/domain/passkey-settings/own-passkey';
import { addPasskeySchema } from '@/lib/domain/passkey-settings/schema';
import { openChallenge, spendChallenge } from '@/lib/domain/passkeys/challenge';
import { relyingParty, SIGNATURE_ALGORITHMS } from '@/lib/domain/passkeys/relying-party';
import type { NewPasskey } from '@/lib/domain/passkeys/schema';
import { mailSecondFactorNotice } from '@/lib/domain/second-factor/notice-mail';
import { replaceRecoveryCodes } from '@/lib/domain/second-factor/recovery-codes';
import { endOtherSessions } from '@/lib/domain/sessions/end';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

function refuseNewPasskey(): Result<never> {
  return refuse('CONFLICT', 'This passkey could not be added. Begin again.');
}

async function verify({ response }: NewPasskey, challenge: string): Promise<WebAuthnCredential | null> {
  const site = relyingParty();
  if (!site) return null;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: SIGNATURE_ALGORITHMS,
    });
    return registrationInfo?.credential ?? null;
  } catch {
    // The library throws for everything that is wrong with a response, which anybody can send.
    return null;
  }
}

export interface AddedPasskey {
  id: string;
  /** Shown once. Null if the member has some already. */
  recoveryCodes: string[] | null;
}

/** The first passkey turns on the second factor of an account that had none, as an app does. */
async function turnOn(tx: Transaction, member: CustomerActor): Promise<string[]> {
  const { userId, sessionId } = member;
  await tx.session.updateMany({ where: { id: sessionId, userId }, data: { secondFactorAt: now() } });
  await endOtherSessions(tx, member);
  return replaceRecoveryCodes(tx, userId);
}

/**
 * Adds the passkey that the signed-in member's browser has created. The first one turns on the second factor if there was
 * none, returns recovery codes and ends the member's other sessions. Refuses with INVALID_REQUEST, FORBIDDEN,
 * NOT_FOR_SUPPORT, or CONFLICT if there are too many, or the passkey is known, or is not the answer to what this session
 * began.
 */
export async function addPasskey(actor: Actor, input: unknown): Promise<Result<AddedPasskey>> {
  const authorized = authorizeCustomer(actor, 'passkey-settings/add');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId, sessionId } = member;
  const parsed = parse(addPasskeySchema, input);
  if (!parsed.ok) return parsed;
  const { name, ...passkey } = parsed.value;
  const challenge = openChallenge(passkey.challenge, 'add', sessionId);
  const credential = challenge && (await verify(passkey, challenge.challenge));
  if (!credential) return refuseNewPasskey();

  const added = transact(member, async (tx) => {
    if (!(await spendChallenge(tx, challenge))) return refuseNewPasskey();
    // The member may have begun several at once.
    const room = requireRoom(await tx.passkey.count({ where: { userId } }));
    if (!room.ok) return room;
    const before = await readFactors(tx, userId);
    const id = newId('psk');
    await tx.passkey.create({
      data: {
        id,
        userId,
        name,
        credentialId: Buffer.from(credential.id, 'base64url'),
        publicKey: Buffer.from(credential.publicKey),
        counter: BigInt(credential.counter),
        transports: passkey.response.response.transports ?? [],
        createdAt: now(),
      },
      select: { id: true },
    });
    const recoveryCodes = before.on ? null : await turnOn(tx, member);
    await mailSecondFactorNotice(tx, userId, 'given a new passkey');
    await recordAudit(tx, member, {
      action: 'user.add_passkey',
      targetId: id,
      detail: { name, turnedOn: !before.on },
    });
    return ok({ id, recoveryCodes });
  });
  return added.catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error;
    return refuse('CONFLICT', 'This passkey belongs to an account already.');
  });
}
