import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { ownSession } from '@/lib/auth/session';
import type { SignedInStaff } from '@/lib/domain/sessions/resolve';

/**
 * The signed-in member of the provider's staff, whomever they stand in for; for members the page does not exist, and
 * who still has to choose a password or a second factor is sent to do so.
 */
export async function requireStaff(): Promise<SignedInStaff> {
  const session = await ownSession();
  if (!session) redirect('/login');
  if (session.kind !== 'staff') notFound();
  if (!session.ready) redirect('/welcome');
  return session;
}
