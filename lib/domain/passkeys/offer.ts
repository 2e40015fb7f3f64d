import {
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { issueChallenge } from '@/lib/domain/passkeys/challenge';
import { relyingParty } from '@/lib/domain/passkeys/relying-party';
import { ok, type Result, refuse } from '@/lib/errors';

/** What a browser needs to let a passkey sign. */
export interface PasskeyOffer {
  options: PublicKeyCredentialRequestOptionsJSON;
  /** The token of the challenge, which comes back with the signature. */
  challenge: string;
}

/** The refusal where browsers offer no passkeys. */
export function refusePasskeys(): Result<never> {
  return refuse('CONFLICT', 'Passkeys do not work at this address. They need a domain with HTTPS.');
}

/**
 * Asks a browser for a signature. It does not name passkeys, so it is the same for every account.
 * @param holder the session or the browser that asks
 */
export async function offerPasskey(
  purpose: 'confirm' | 'sign in',
  holder: string,
): Promise<Result<PasskeyOffer>> {
  const site = relyingParty();
  if (!site) return refusePasskeys();
  const { bytes, token } = issueChallenge(purpose, holder);
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    challenge: bytes,
    userVerification: 'required',
  });
  return ok({ options, challenge: token });
}
