import { sha256 } from '@/lib/crypto';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { offerPasskey, type PasskeyOffer } from '@/lib/domain/passkeys/offer';
import { passkeyOfferSchema } from '@/lib/domain/passkeys/schema';
import type { Result } from '@/lib/errors';

/** What a challenge for a guest is bound to: a secret in a cookie of the browser. */
export function browserHolder(browserSecret: string): string {
  return `browser ${sha256(browserSecret).toString('base64url')}`;
}

/**
 * Asks a guest's browser for a signature to sign in with. Refuses with INVALID_REQUEST, FORBIDDEN or CONFLICT.
 * @param browserSecret the value of a cookie, which the browser sends back with the signature
 */
export async function offerPasskeyToGuest(
  actor: Actor,
  input: unknown,
  browserSecret: string,
): Promise<Result<PasskeyOffer>> {
  const parsed = parse(passkeyOfferSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeSystem(actor, 'passkeys/offer-to-guest');
  return authorized.ok ? offerPasskey('sign in', browserHolder(browserSecret)) : authorized;
}
