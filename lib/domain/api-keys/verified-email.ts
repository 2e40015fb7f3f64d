import type { Environment } from '@/lib/db/generated/enums';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { ok, type Result, refuse } from '@/lib/errors';

/** Secrets of live keys are shown to those alone whose address is known to be theirs. */
export function requireVerifiedEmail(
  { emailVerified }: Pick<WorkspaceActor, 'emailVerified'>,
  environment: Environment,
): Result<null> {
  if (environment === 'sandbox' || emailVerified) return ok(null);
  return refuse('EMAIL_NOT_VERIFIED', 'Confirm your e-mail address first: live keys need it.');
}
