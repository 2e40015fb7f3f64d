import type { Environment } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Only members with a confirmed address can see the secrets of the live environment. A live key itself was created by such
 * a member. Refuses others with EMAIL_NOT_VERIFIED.
 */
export function requireVerifiedEmail(actor: KeyManager, environment: Environment): Result<null> {
  if (environment === 'sandbox' || actor.kind === 'apiKey' || actor.emailVerified) return ok(null);
  return refuse('EMAIL_NOT_VERIFIED', 'Confirm your email address first. The live environment needs it.');
}
