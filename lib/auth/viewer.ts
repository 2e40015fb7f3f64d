import 'server-only';
import { requireInWorkspace } from '@/lib/auth/actor';
import { now } from '@/lib/clock';
import type { Role } from '@/lib/db/generated/enums';
import type { Principal } from '@/lib/domain/permissions';
import type { ActRequest, Impersonated } from '@/lib/domain/support/resolve-visit';

/** What the bar of a visit says. */
export interface VisitState {
  id: string;
  mode: 'view' | 'act';
  request: ActRequest;
  /** Whether the workspace lets support ask to act. */
  mayAsk: boolean;
  /** Until its end; no clock of the browser's can be wrong about it. */
  leftMs: number;
}

/** The visit, or where to go from here when there is none any more. */
export type VisitAnswer = { visit: VisitState } | { home: string };

/** What the portal's frame says about the member whose eyes it is seen with. */
export interface Viewer {
  name: string;
  email: string;
  emailVerified: boolean;
  role: Role;
  workspace: { id: string; name: string };
  standing: Principal;
  /** While an agent stands in for the member. */
  visit: VisitState | null;
}

export function toVisitState({ visit: { expiresAt, ...visit } }: Impersonated): VisitState {
  return { ...visit, leftMs: expiresAt.getTime() - now().getTime() };
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
    standing: actor,
    visit: session.kind === 'impersonated' ? toVisitState(session) : null,
  };
}
