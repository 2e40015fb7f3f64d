import 'server-only';
import { requireInWorkspace } from '@/lib/auth/actor';
import { now } from '@/lib/clock';
import type { Role } from '@/lib/db/generated/enums';
import type { Factors } from '@/lib/domain/factors/factors';
import type { Impersonated } from '@/lib/domain/impersonation/resolve';
import type { Principal } from '@/lib/domain/permissions';

/** What the bar of an impersonation session shows. */
export type ImpersonationState = Omit<Impersonated['impersonation'], 'expiresAt'> & {
  /** The time left, so that a wrong clock in the browser does not matter. */
  leftMs: number;
};

/** The open impersonation session, or the page to go to when it is over. */
export type ImpersonationAnswer = { impersonation: ImpersonationState } | { home: string };

/** What the portal's layout shows about the member, and about an agent who views it as the member. */
export interface Viewer {
  name: string;
  email: string;
  emailVerified: boolean;
  factors: Factors;
  /** Until when the member must set up a second factor; null if they need not. */
  secondFactorDue: Date | null;
  role: Role;
  workspace: { id: string; name: string };
  principal: Principal;
  /** Set while an agent views the portal as the member. */
  impersonation: ImpersonationState | null;
}

export function toImpersonationState({
  impersonation: { expiresAt, ...impersonation },
}: Impersonated): ImpersonationState {
  return { ...impersonation, leftMs: expiresAt.getTime() - now().getTime() };
}

const NO_FACTORS: Factors = { app: false, passkeys: false, on: false };

/** The member as the portal shows them; redirects anyone else to their own page. */
export async function requireViewer(): Promise<Viewer> {
  const session = await requireInWorkspace();
  const { actor, person, workspace } = session;
  return {
    name: person.name,
    email: person.email,
    emailVerified: actor.emailVerified,
    // An agent cannot use that of the member.
    factors: session.kind === 'member' ? session.factors : NO_FACTORS,
    secondFactorDue: session.kind === 'member' ? session.secondFactorDue : null,
    role: actor.role,
    workspace,
    principal: actor,
    impersonation: session.kind === 'impersonated' ? toImpersonationState(session) : null,
  };
}
