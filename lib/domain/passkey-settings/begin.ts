import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
} from '@simplewebauthn/server';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { requireRoom } from '@/lib/domain/passkey-settings/own-passkey';
import { issueChallenge } from '@/lib/domain/passkeys/challenge';
import { refusePasskeys } from '@/lib/domain/passkeys/offer';
import { relyingParty, SIGNATURE_ALGORITHMS } from '@/lib/domain/passkeys/relying-party';
import { withProof } from '@/lib/domain/second-factor/prove';
import { ok, type Result, refuse } from '@/lib/errors';
import { say } from '@/lib/say';

/** What a browser needs to create a passkey. */
export interface PasskeyCreation {
  options: PublicKeyCredentialCreationOptionsJSON;
  /** The token of the challenge, which comes back with the passkey. */
  challenge: string;
}

/**
 * Begins to add a passkey to the signed-in member's account, after their password and, if a second factor is on, a code or
 * another passkey. Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE, INVALID_CREDENTIALS, FORBIDDEN,
 * NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, or CONFLICT if there are too many or passkeys do not work here.
 */
export async function beginPasskey(actor: Actor, input: unknown): Promise<Result<PasskeyCreation>> {
  const authorized = authorizeCustomer(actor, 'passkey-settings/begin');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { userId, sessionId } = member;
  // A passkey opens the account without a link, so it must be the account of the address (docs/decisions/0046).
  if (!member.emailVerified) return refuse('EMAIL_NOT_VERIFIED', 'Confirm your email address first.');
  const site = relyingParty();
  if (!site) return refusePasskeys();
  return withProof(member, input, async (tx) => {
    const { name, email, passkeys } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { name: true, email: true, passkeys: { select: { credentialId: true, transports: true } } },
    });
    const room = requireRoom(passkeys.length);
    if (!room.ok) return room;
    const { bytes, token } = issueChallenge('add', sessionId);
    const options = await generateRegistrationOptions({
      rpName: say`Keydesk`,
      rpID: site.id,
      userID: new TextEncoder().encode(userId),
      userName: email,
      userDisplayName: name,
      challenge: bytes,
      attestationType: 'none',
      supportedAlgorithmIDs: SIGNATURE_ALGORITHMS,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: passkeys.map(({ credentialId, transports }) => ({
        id: Buffer.from(credentialId).toString('base64url'),
        transports,
      })),
    });
    await recordAudit(tx, member, { action: 'user.begin_passkey', targetId: userId });
    return ok({ options, challenge: token });
  });
}
