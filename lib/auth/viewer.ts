import 'server-only';
import { requireInWorkspace } from '@/lib/auth/actor';
import type { Role } from '@/lib/db/generated/enums';
import type { Impersonated } from '@/lib/domain/support/resolve-visit';

/** What the portal's frame says about the member whose eyes it is seen with. */
export interface Viewer {
  name: string;
  email: string;
  emailVerified: boolean;
  role: Role;
  workspace: { id: string; name: string };
  /** While an agent stands in for the member. */
  visit: Impersonated['visit'] | null;
}

/** The member as the portal shows them; sends anyone else to the page that is theirs. */
export async function requireViewer(): Promise<Viewer> {
  const session = await requireInWorkspace();
  const { actor, person, workspace } = session;
  return {
    name: person.name,
    email: person.email,
    emailVerified: actor.emailVerified,
    role: actor.role,
    workspace,
    visit: session.kind === 'impersonated' ? session.visit : null,
  };
}
