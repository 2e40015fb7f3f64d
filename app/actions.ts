'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { memberAction } from '@/lib/actions/member-action';
import { impersonationCookie, sessionCookie } from '@/lib/auth/cookies';
import { isOwnOrigin } from '@/lib/auth/origin';
import { ownSession } from '@/lib/auth/session';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';
import { signOut } from '@/lib/domain/users/sign-out';
import { verifyEmail } from '@/lib/domain/users/verify-email';
import { withReturnPath } from '@/lib/return-path';

/** Mails the signed-in member the link that confirms their address again. */
export const requestEmailVerificationAction = memberAction(
  'users/request-email-verification',
  requestEmailVerification,
);

/** Confirms the signed-in member's address by a mailed link. */
export const verifyEmailAction = memberAction('users/verify-email', verifyEmail);

async function endOwnSession(): Promise<boolean> {
  const sent = await headers();
  if (!isOwnOrigin(sent)) return false;
  const session = await ownSession();
  if (session) await signOut(session.actor);
  const jar = await cookies();
  for (const { name, options } of [sessionCookie(), impersonationCookie()]) {
    jar.delete({ name, path: options.path, secure: options.secure });
  }
  return true;
}

/** Ends the browser's own session and its impersonation session, and shows the sign-in page; for a form's `action`. */
export async function signOutAction(): Promise<void> {
  if (await endOwnSession()) redirect('/login');
}

/**
 * The same, and then leads to `next` by way of the sign-in page, or to `to`, the page for a new account; for a form's
 * `action`.
 */
export async function switchAccountAction(form: unknown): Promise<void> {
  if (!(await endOwnSession())) return;
  const given = form instanceof FormData ? form : new FormData();
  redirect(given.get('to') === 'signup' ? '/signup' : withReturnPath('/login', given.get('next')));
}
