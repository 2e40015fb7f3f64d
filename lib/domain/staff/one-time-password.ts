import { randomBase62 } from '@/lib/base62';
import { DAY, now } from '@/lib/clock';
import { refuseBusy } from '@/lib/domain/passwords/new-password';
import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { ok, type Result } from '@/lib/errors';

/** 119 bits. */
const LENGTH = 20;
const LIFETIME = DAY;

export interface OneTimePassword {
  password: string;
  /** The columns of the user's row. */
  columns: { passwordHash: string; passwordEndsAt: Date };
}

/** Creates a password for one sign-in within a day, after which the user chooses their own. */
export async function makeOneTimePassword(email: string): Promise<Result<OneTimePassword>> {
  const password = randomBase62(LENGTH);
  const passwordHash = await hashPassword(email, password);
  if (!passwordHash) return refuseBusy();
  return ok({ password, columns: { passwordHash, passwordEndsAt: new Date(now().getTime() + LIFETIME) } });
}
