'use server';

import { redirect } from 'next/navigation';
import { endOwnSession } from '@/lib/auth/end-own-session';

/** Signs the browser out and shows the sign-in page; for a form's `action`. */
export async function signOutAction(): Promise<void> {
  if (await endOwnSession()) redirect('/login');
}
