'use server';

import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { memberAction } from '@/lib/actions/member-action';
import { isOwnOrigin } from '@/lib/actions/origin';
import { sessionCookie, visitCookie } from '@/lib/auth/cookies';
import { ownSession } from '@/lib/auth/session';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';
import { signOut } from '@/lib/domain/users/sign-out';

/** Mails the signed-in member the link that confirms their address again. */
export const requestEmailVerificationAction = memberAction(
  'users/request-email-verification',
  requestEmailVerification,
);

/** Ends the browser's own session, and with it a visit, and shows the sign-in page; for a form's `action`. */
export async function signOutAction(): Promise<void> {
  const sent = await headers();
  if (!isOwnOrigin(sent)) return;
  const session = await ownSession();
  if (session) await signOut(session.actor);
  const jar = await cookies();
  for (const { name, options } of [sessionCookie(), visitCookie()]) {
    jar.delete({ name, path: options.path, secure: options.secure });
  }
  redirect('/login');
}
