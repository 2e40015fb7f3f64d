import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { isForOtherWorkspace, landingPage, SECOND_FACTOR, WORKSPACES } from '@/lib/auth/landing';
import { impersonationFields } from '@/lib/auth/log-fields';
import { currentSession, staffHome } from '@/lib/auth/session';
import { askedPage, redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { CustomerActor, UserActor, WorkspaceActor } from '@/lib/domain/actor';
import { type ImpersonatedRequest, recordRequest } from '@/lib/domain/impersonation/record-request';
import type { Impersonated } from '@/lib/domain/impersonation/resolve';
import type { Verb } from '@/lib/domain/permissions';
import type { SignedInMember } from '@/lib/domain/sessions/resolve';
import { log } from '@/lib/log';
import { withReturnPath } from '@/lib/return-path';

/** Records an agent's request before the response, so that support reads nothing without a trace. */
async function trace({ actor }: Impersonated, request: ImpersonatedRequest): Promise<void> {
  await recordRequest(actor, request);
  log.info({ ...impersonationFields(actor), ...request }, 'support sent a request');
}

/**
 * The signed-in customer, who may be in no workspace, or the agent in an impersonation session, for an action. Null for
 * anyone else.
 * @param verb the permission that the request needs
 * @param targetId the id that it is about
 */
export async function currentCustomer(
  verb: Verb,
  targetId?: string,
): Promise<WorkspaceActor | UserActor | null> {
  const session = await currentSession();
  if (!session || session.kind === 'staff') return null;
  if (session.kind === 'impersonated') {
    // Set by server.ts.
    await trace(session, { path: (await headers()).get('x-request-path') ?? '', verb, targetId });
  }
  return session.actor;
}

/** The same for an action or a route handler of a workspace: null for a customer who is in none. */
export async function currentActor(verb: Verb, targetId?: string): Promise<WorkspaceActor | null> {
  const actor = await currentCustomer(verb, targetId);
  return actor?.kind === 'user' ? null : actor;
}

/** Redirects to the page that switches accounts if the requested page belongs to another workspace. */
async function requireMeantWorkspace({ actor }: SignedInMember): Promise<void> {
  const asked = await askedPage();
  if (asked && isForOtherWorkspace(asked, actor.workspaceId)) {
    redirect(withReturnPath('/switch-account', asked));
  }
}

/** The session of a member or an agent in a workspace, for layouts; redirects anyone else to their own page. */
export async function requireInWorkspace(): Promise<SignedInMember | Impersonated> {
  const session = await currentSession();
  if (!session) return redirectToSignIn();
  if (session.kind === 'staff') redirect(await staffHome(session));
  if (session.kind === 'user') redirect(session.awaitsSecondFactor ? SECOND_FACTOR : WORKSPACES);
  if (session.kind === 'member') await requireMeantWorkspace(session);
  return session;
}

/**
 * The signed-in customer, who may be in no workspace, for pages about all their workspaces; redirects anyone else to their
 * own page. Support sees only the workspace of its session.
 */
export async function requireCustomer(): Promise<CustomerActor> {
  const session = await currentSession();
  if (!session) return redirectToSignIn();
  if (session.kind === 'staff') redirect(await staffHome(session));
  if (session.kind === 'impersonated') redirect(await landingPage(session, null));
  return session.actor;
}

const tracePage = cache(async (session: Impersonated) => {
  // Set by server.ts, and only where the browser loads a page.
  const path = (await headers()).get('x-page-path');
  if (path) await trace(session, { path });
});

/** The member or agent who acts in a workspace, for pages; redirects anyone else to their own page. */
export async function requireActor(): Promise<WorkspaceActor> {
  const session = await requireInWorkspace();
  if (session.kind === 'impersonated') await tracePage(session);
  return session.actor;
}
