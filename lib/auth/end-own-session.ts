import 'server-only';
import { cookies, headers } from 'next/headers';
import { impersonationCookie, sessionCookie } from '@/lib/auth/cookies';
import { isOwnOrigin } from '@/lib/auth/origin';
import { ownSession } from '@/lib/auth/session';
import { signOut } from '@/lib/domain/users/sign-out';

/**
 * Ends the browser's own session and its impersonation session, for a server action.
 * @returns false if the request does not come from one of our pages; nothing ends then
 */
export async function endOwnSession(): Promise<boolean> {
  if (!isOwnOrigin(await headers())) return false;
  const session = await ownSession();
  if (session) await signOut(session.actor);
  const jar = await cookies();
  for (const { name, options } of [sessionCookie(), impersonationCookie()]) {
    jar.delete({ name, path: options.path, secure: options.secure });
  }
  return true;
}
