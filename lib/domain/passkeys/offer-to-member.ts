import type { Actor } from '@/lib/domain/actor';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { offerPasskey, type PasskeyOffer } from '@/lib/domain/passkeys/offer';
import type { Result } from '@/lib/errors';

/** Asks for a signature by which a signed-in member confirms who they are. Refuses with FORBIDDEN, NOT_FOR_SUPPORT or CONFLICT. */
export async function offerPasskeyToMember(actor: Actor): Promise<Result<PasskeyOffer>> {
  const authorized = authorizeCustomer(actor, 'passkeys/offer-to-member');
  return authorized.ok ? offerPasskey('confirm', authorized.value.sessionId) : authorized;
}
