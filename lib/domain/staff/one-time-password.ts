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
  /** What the user's row keeps of it. */
  columns: { passwordHash: string; passwordEndsAt: Date };
}

/** Makes a password that is good for one sign-in, within a day; its owner then chooses their own. */
export async function makeOneTimePassword(email: string): Promise<Result<OneTimePassword>> {
  const password = randomBase62(LENGTH);
  const passwordHash = await hashPassword(email, password);
  if (!passwordHash) return refuseBusy();
  return ok({ password, columns: { passwordHash, passwordEndsAt: new Date(now().getTime() + LIFETIME) } });
}
