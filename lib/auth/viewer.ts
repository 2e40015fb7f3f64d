import 'server-only';
import { redirect } from 'next/navigation';
import { currentSession } from '@/lib/auth/session';
import type { Role } from '@/lib/db/generated/enums';

/** What the portal's frame says about the signed-in member. */
export interface Viewer {
  name: string;
  email: string;
  emailVerified: boolean;
  role: Role;
  workspace: { id: string; name: string };
}

/** The signed-in member as the portal shows them; sends anyone else to the page that is theirs. */
export async function requireViewer(): Promise<Viewer> {
  const session = await currentSession();
  if (session?.kind !== 'member') redirect(session ? '/support' : '/login');
  const { actor, person, workspace } = session;
  return {
    name: person.name,
    email: person.email,
    emailVerified: actor.emailVerified,
    role: actor.role,
    workspace,
  };
}
