import type { Environment } from '@/lib/db/generated/enums';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { ok, type Result, refuse } from '@/lib/errors';

/** Only members with a confirmed address can see the secrets of live keys. Refuses others with EMAIL_NOT_VERIFIED. */
export function requireVerifiedEmail(
  { emailVerified }: Pick<WorkspaceActor, 'emailVerified'>,
  environment: Environment,
): Result<null> {
  if (environment === 'sandbox' || emailVerified) return ok(null);
  return refuse('EMAIL_NOT_VERIFIED', 'Confirm your email address first. Live keys need it.');
}
