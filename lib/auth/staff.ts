import 'server-only';
import { notFound, redirect } from 'next/navigation';
import { currentSession } from '@/lib/auth/session';

/** The signed-in member of the provider's staff; for members the page does not exist. */
export async function requireStaff(): Promise<{ name: string; email: string }> {
  const session = await currentSession();
  if (!session) redirect('/login');
  if (session.kind !== 'staff') notFound();
  return session.person;
}
