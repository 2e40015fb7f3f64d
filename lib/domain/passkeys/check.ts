import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { now } from '@/lib/clock';
import { db, type Transaction } from '@/lib/db/client';
import { type OpenChallenge, openChallenge, spendChallenge } from '@/lib/domain/passkeys/challenge';
import { relyingParty } from '@/lib/domain/passkeys/relying-party';
import type { PasskeyProof } from '@/lib/domain/passkeys/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/** The refusal of a passkey that is unknown, of somebody else, or has not signed this challenge. */
export function refusePasskey(): Result<never> {
  return refuse('INVALID_CREDENTIALS', 'This passkey did not work here. Try again, or use another way.');
}

/** A passkey that has signed a challenge, which is not used up yet. */
export interface CheckedPasskey {
  id: string;
  userId: string;
  counter: bigint;
  newCounter: bigint;
  challenge: OpenChallenge;
}

interface Asked {
  purpose: 'confirm' | 'sign in';
  /** The session or the browser that the challenge was issued to. */
  holder: string;
}

async function verify(
  { response }: PasskeyProof,
  { challenge }: OpenChallenge,
  passkey: { publicKey: Uint8Array; counter: bigint },
): Promise<bigint | null> {
  const site = relyingParty();
  if (!site) return null;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: Number(passkey.counter),
      },
      requireUserVerification: true,
    });
    return verified ? BigInt(authenticationInfo.newCounter) : null;
  } catch {
    // The library throws for everything that is wrong with a response, which anybody can send.
    return null;
  }
}

/**
 * Checks the signature of a passkey: that it is one of ours, and has signed this challenge for this purpose, session or
 * browser, on our site, after verifying its user. Refuses with INVALID_CREDENTIALS.
 */
export async function checkPasskey(
  proof: PasskeyProof,
  { purpose, holder }: Asked,
): Promise<Result<CheckedPasskey>> {
  const challenge = openChallenge(proof.challenge, purpose, holder);
  if (!challenge) return refusePasskey();
  const passkey = await db().passkey.findUnique({
    where: { credentialId: Buffer.from(proof.response.id, 'base64url') },
    select: { id: true, userId: true, publicKey: true, counter: true },
  });
  if (!passkey) return refusePasskey();
  const { id, userId, counter } = passkey;
  const newCounter = await verify(proof, challenge, passkey);
  return newCounter === null ? refusePasskey() : ok({ id, userId, counter, newCounter, challenge });
}

/** Uses up the challenge of a checked passkey of the user. Refuses with INVALID_CREDENTIALS. */
export async function spendPasskey(
  tx: Transaction,
  ownerId: string,
  { id, userId, counter, newCounter, challenge }: CheckedPasskey,
): Promise<Result<null>> {
  if (userId !== ownerId || !(await spendChallenge(tx, challenge))) return refusePasskey();
  const { count } = await tx.passkey.updateMany({
    where: { id, userId, counter },
    data: { counter: newCounter, lastUsedAt: now() },
  });
  return count === 1 ? ok(null) : refusePasskey();
}
