import 'server-only';
import { redirect } from 'next/navigation';
import { currentSession } from '@/lib/auth/session';
import type { MemberActor } from '@/lib/domain/actor';

/** The signed-in member, or null. */
export async function currentActor(): Promise<MemberActor | null> {
  const session = await currentSession();
  return session?.kind === 'member' ? session.actor : null;
}

/** The signed-in member; sends anyone else to the page that is theirs. */
export async function requireActor(): Promise<MemberActor> {
  const session = await currentSession();
  if (session?.kind === 'member') return session.actor;
  redirect(session ? '/support' : '/login');
}
