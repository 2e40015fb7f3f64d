'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { memberAction } from '@/lib/actions/member-action';
import { isOwnOrigin } from '@/lib/actions/origin';
import { sessionCookie } from '@/lib/auth/cookies';
import { currentSession } from '@/lib/auth/session';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';
import { signOut } from '@/lib/domain/users/sign-out';

/** Mails the signed-in member the link that confirms their address again. */
export const requestEmailVerificationAction = memberAction(requestEmailVerification);

/** Ends the session and shows the sign-in page; for a form's `action`. */
export async function signOutAction(): Promise<void> {
  const sent = await headers();
  if (!isOwnOrigin(sent)) return;
  const session = await currentSession();
  if (session) await signOut(session.actor);
  const { name, options } = sessionCookie();
  (await cookies()).delete({ name, path: options.path, secure: options.secure });
  redirect('/login');
}
