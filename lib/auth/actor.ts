import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { isForOtherWorkspace } from '@/lib/auth/landing';
import { visitFields } from '@/lib/auth/log-fields';
import { currentSession, staffHome } from '@/lib/auth/session';
import { askedPage, redirectToSignIn } from '@/lib/auth/sign-in-page';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { Verb } from '@/lib/domain/permissions';
import type { SignedInMember } from '@/lib/domain/sessions/resolve';
import { recordRead, type SupportRead } from '@/lib/domain/support/record-read';
import type { Impersonated } from '@/lib/domain/support/resolve-visit';
import { log } from '@/lib/log';
import { withReturnPath } from '@/lib/return-path';

/** Records what an agent reads, before the request is handled. */
async function trace({ actor }: Impersonated, read: SupportRead): Promise<void> {
  await recordRead(actor, read);
  log.info({ ...visitFields(actor), ...read }, 'support sent a request');
}

/**
 * The signed-in member, or the agent who acts for one, in a server action or route handler. Null for anyone else.
 * @param verb the verb that the request calls
 * @param targetId the ID of the key or visit that it is called for
 */
export async function currentActor(verb: Verb, targetId?: string): Promise<WorkspaceActor | null> {
  const session = await currentSession();
  if (!session || session.kind === 'staff') return null;
  if (session.kind === 'impersonated') {
    // Set by server.ts.
    await trace(session, { path: (await headers()).get('x-request-path') ?? '', verb, targetId });
  }
  return session.actor;
}

/** Redirects to the page that switches accounts if the requested page belongs to another workspace. */
async function requireMeantWorkspace({ actor }: SignedInMember): Promise<void> {
  const asked = await askedPage();
  if (asked && isForOtherWorkspace(asked, actor.workspaceId)) {
    redirect(withReturnPath('/switch-account', asked));
  }
}

/** The session in a workspace, for layouts. Redirects anyone else to sign-in or to the support console. */
export async function requireInWorkspace(): Promise<SignedInMember | Impersonated> {
  const session = await currentSession();
  if (!session) return redirectToSignIn();
  if (session.kind === 'staff') redirect(await staffHome(session));
  if (session.kind === 'member') await requireMeantWorkspace(session);
  return session;
}

const tracePage = cache(async (session: Impersonated) => {
  // Set by server.ts, and only where the browser loads a page.
  const path = (await headers()).get('x-page-path');
  if (path) await trace(session, { path });
});

/** The actor in a workspace, for pages. Redirects anyone else to sign-in or to the support console. */
export async function requireActor(): Promise<WorkspaceActor> {
  const session = await requireInWorkspace();
  if (session.kind === 'impersonated') await tracePage(session);
  return session.actor;
}
