import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { ownSession } from '@/lib/auth/session';
import { askedPage, redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { SignedInStaff } from '@/lib/domain/sessions/resolve';
import { withReturnPath } from '@/lib/return-path';

/**
 * The signed-in member of the provider's staff, whomever they stand in for; for members the page does not exist, and
 * who still has to choose a password or a second factor is sent to do so.
 */
export async function requireStaff(): Promise<SignedInStaff> {
  const session = await ownSession();
  if (!session) return redirectToSignIn();
  if (session.kind !== 'staff') notFound();
  if (!session.ready) redirect(withReturnPath('/welcome', await askedPage()));
  return session;
}
