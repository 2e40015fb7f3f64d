'use server';

import { redirect } from 'next/navigation';
import { endOwnSession } from '@/lib/auth/end-own-session';
import { withReturnPath } from '@/lib/return-path';

/**
 * Signs the browser out, then redirects by way of the sign-in page to `next`, or to the sign-up page if `to` says so;
 * for a form's `action`.
 */
export async function switchAccountAction(form: unknown): Promise<void> {
  if (!(await endOwnSession())) return;
  const given = form instanceof FormData ? form : new FormData();
  redirect(given.get('to') === 'signup' ? '/signup' : withReturnPath('/login', given.get('next')));
}
