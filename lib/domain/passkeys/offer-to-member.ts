import type { Actor } from '@/lib/domain/actor';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { offerPasskey, type PasskeyOffer } from '@/lib/domain/passkeys/offer';
import { passkeyOfferSchema } from '@/lib/domain/passkeys/schema';
import type { Result } from '@/lib/errors';

/**
 * Asks for a signature by which a signed-in member confirms who they are. Refuses with INVALID_REQUEST, FORBIDDEN,
 * NOT_FOR_SUPPORT or CONFLICT.
 */
export async function offerPasskeyToMember(actor: Actor, input: unknown): Promise<Result<PasskeyOffer>> {
  const parsed = parse(passkeyOfferSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeCustomer(actor, 'passkeys/offer-to-member');
  return authorized.ok ? offerPasskey('confirm', authorized.value.sessionId) : authorized;
}
