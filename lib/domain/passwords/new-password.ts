import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { isWeakPassword } from '@/lib/domain/passwords/weak-password';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';

/** Hashes a new password. Refuses one that is easy to guess. */
export async function hashNewPassword(
  person: { email: string; name: string; workspaceName?: string },
  password: string,
): Promise<Result<string>> {
  if (isWeakPassword(password, [person.email, person.name, person.workspaceName ?? ''])) {
    return refuseFields({ password: 'This password is easy to guess. Try a sentence of your own.' });
  }
  const hash = await hashPassword(person.email, password);
  return hash ? ok(hash) : refuseBusy();
}

/** The refusal while too many passwords are being checked. */
export function refuseBusy(): Result<never> {
  return refuse('TOO_MANY_ATTEMPTS', 'Many people are signing in right now. Please try again in a moment.', {
    retryAfterSeconds: 5,
  });
}
