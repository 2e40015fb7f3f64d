import 'server-only';
import { cookies } from 'next/headers';
import { passkeyCookie } from '@/lib/auth/cookies';
import { randomBase62 } from '@/lib/base62';

/** 256 bits. */
const LENGTH = 43;

/** The value of the cookie that challenges for passkeys of this browser are bound to; null if it has none. */
export async function readPasskeySecret(): Promise<string | null> {
  return (await cookies()).get(passkeyCookie().name)?.value ?? null;
}

/** The same for a server action, which sets the cookie if the browser has none. */
export async function keepPasskeySecret(): Promise<string> {
  const own = await readPasskeySecret();
  if (own) return own;
  const { name, options } = passkeyCookie();
  const secret = randomBase62(LENGTH);
  (await cookies()).set(name, secret, options);
  return secret;
}
