import 'server-only';
import { redirect } from 'next/navigation';
import { currentSession, staffHome } from '@/lib/auth/session';

/** Sends whoever is signed in already to where they work. */
export async function requireVisitor(): Promise<void> {
  const session = await currentSession();
  if (session) redirect(session.kind === 'staff' ? await staffHome(session) : '/settings/api-keys');
}
