import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { ownSession } from '@/lib/auth/session';
import { askedPage, redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { SignedInStaff } from '@/lib/domain/sessions/resolve';
import { withReturnPath } from '@/lib/return-path';

/**
 * The signed-in staff member's own session, also during impersonation. For members the page does not exist. Staff who
 * have not chosen a password or set up a second factor are redirected to do so.
 */
export async function requireStaff(): Promise<SignedInStaff> {
  const session = await ownSession();
  if (!session) return redirectToSignIn();
  if (session.kind !== 'staff') notFound();
  if (!session.ready) redirect(withReturnPath('/welcome', await askedPage()));
  return session;
}
