import { decode } from 'next-auth/jwt';
import { derivedKey } from '@/lib/crypto';

/** The key that next-auth encrypts the session cookie with. */
export function sessionSecret(): string {
  return derivedKey('session-cookie').toString('base64url');
}

/**
 * Decrypts the value of the session cookie, and returns the id of the session; null when it is not ours, was changed or has
 * expired. The session may have ended: only the database knows.
 */
export async function openSessionToken(token: string): Promise<string | null> {
  const opened = await decode({ token, secret: sessionSecret() }).catch(() => null);
  return opened?.sessionId ?? null;
}
