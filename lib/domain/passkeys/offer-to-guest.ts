import { sha256 } from '@/lib/crypto';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { offerPasskey, type PasskeyOffer } from '@/lib/domain/passkeys/offer';
import type { Result } from '@/lib/errors';

/** What a challenge for a guest is bound to: a secret in a cookie of the browser. */
export function browserHolder(browserSecret: string): string {
  return `browser ${sha256(browserSecret).toString('base64url')}`;
}

/**
 * Asks a guest's browser for a signature to sign in with. Refuses with FORBIDDEN or CONFLICT.
 * @param browserSecret the value of a cookie, which the browser sends back with the signature
 */
export async function offerPasskeyToGuest(
  actor: Actor,
  browserSecret: string,
): Promise<Result<PasskeyOffer>> {
  const authorized = authorizeSystem(actor, 'passkeys/offer-to-guest');
  return authorized.ok ? offerPasskey('sign in', browserHolder(browserSecret)) : authorized;
}
