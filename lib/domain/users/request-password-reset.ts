import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { enqueueMailRequest } from '@/lib/domain/users/enqueue-mail-request';
import { requestPasswordResetSchema } from '@/lib/domain/users/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Requests a mail with a link to set a new password. The address is looked up when the mail is written, so that known
 * and unknown addresses get the same response. Refuses with INVALID_REQUEST or TOO_MANY_ATTEMPTS.
 */
export async function requestPasswordReset(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeSystem(actor, 'users/request-password-reset');
  if (!authorized.ok) return authorized;
  const { address } = authorized.value;
  const parsed = parse(requestPasswordResetSchema, input);
  if (!parsed.ok) return parsed;
  const { email } = parsed.value;
  const counted = await countAttempt('reset', email, { address });
  if (!counted.ok) return counted;
  await enqueueMailRequest(db(), { kind: 'passwordReset', email, address });
  return ok(null);
}
