import 'server-only';
import { type CurrentSession, staffHome } from '@/lib/auth/session';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { readImpersonation } from '@/lib/domain/impersonation/read';
import { controlOf } from '@/lib/domain/permissions';
import { toReturnPath, withReturnPath } from '@/lib/return-path';

const MEMBER_HOME = '/settings/api-keys';

/** Where a person without a workspace chooses, joins or creates one. */
export const WORKSPACES = '/workspaces';
/** The page of a member whose workspace requires a second factor, which they have not set up in time. */
export const SECOND_FACTOR = '/second-factor';
/** The pages that work without a workspace. */
const WITHOUT_WORKSPACE = [WORKSPACES, '/invitation', '/verify-email', '/change-email'];

const isUnder = (path: string, folder: string) => new RegExp(`^${folder}(?:[/?]|$)`).test(path);

/** The workspace that a link is for; null if it is for any. Emailed links name the workspace. */
export function meantWorkspace(path: string): string | null {
  return new URLSearchParams(path.split('?')[1]).get('workspace');
}

/** Whether a link is for another workspace than the actor's. */
export function isForOtherWorkspace(path: string, workspaceId: string): boolean {
  const meant = meantWorkspace(path);
  return meant !== null && meant !== workspaceId;
}

/** The page that a member sees after signing in: `next`, or an overview if `next` is about something that is not theirs. */
async function memberLanding(actor: MemberActor, next: string): Promise<string> {
  if (isUnder(next, '/support')) return MEMBER_HOME;
  // The page explains that it is for another account.
  if (isForOtherWorkspace(next, actor.workspaceId)) return next;
  const [, keyId] = /^\/settings\/api-keys\/([^/?]+)/.exec(next) ?? [];
  if (keyId) return (await readApiKey(actor, { keyId })).ok ? next : MEMBER_HOME;
  const [, impersonationId] = /^\/settings\/support-access\/([^/?]+)/.exec(next) ?? [];
  if (impersonationId) {
    return (await readImpersonation(actor, { impersonationId })).ok ? next : '/settings/support-access';
  }
  return next;
}

function staffLanding(actor: StaffActor, next: string): string | null {
  if (!isUnder(next, '/support')) return null;
  if (isUnder(next, '/support/sessions') && !controlOf(actor, 'impersonation/list-open').shown) return null;
  return next;
}

/** The page that a signed-in person sees next: the requested one if they may see it, or else their home page. */
export async function landingPage(session: CurrentSession, asked: unknown): Promise<string> {
  const next = toReturnPath(asked);
  switch (session.kind) {
    case 'impersonated':
      return MEMBER_HOME;
    case 'staff':
      if (!session.ready) return withReturnPath('/welcome', next);
      return (next && staffLanding(session.actor, next)) ?? (await staffHome(session));
    case 'user':
      if (next && WITHOUT_WORKSPACE.some((page) => isUnder(next, page))) return next;
      return session.awaitsSecondFactor ? SECOND_FACTOR : WORKSPACES;
    case 'member':
      return next && next !== '/' ? memberLanding(session.actor, next) : MEMBER_HOME;
  }
}
