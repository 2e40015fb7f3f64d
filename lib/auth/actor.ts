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

/** Support reads nothing without a trace: what an agent asks for is recorded before it is answered. */
async function trace({ actor }: Impersonated, read: SupportRead): Promise<void> {
  await recordRead(actor, read);
  log.info({ ...visitFields(actor), ...read }, 'support sent a request');
}

/**
 * The signed-in member, or the agent in a member's place, for what is not a page: an action or a route handler. Null for
 * anyone else.
 * @param verb what the request asks for
 * @param targetId the id that it is about
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

/** Offers another account to a member who follows a mailed link that is meant for another workspace. */
async function requireMeantWorkspace({ actor }: SignedInMember): Promise<void> {
  const asked = await askedPage();
  if (asked && isForOtherWorkspace(asked, actor.workspaceId)) {
    redirect(withReturnPath('/switch-account', asked));
  }
}

/** Who is in a workspace, for the frame around pages; sends anyone else to the page that is theirs. */
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

/** Who stands in a workspace, for a page; sends anyone else to the page that is theirs. */
export async function requireActor(): Promise<WorkspaceActor> {
  const session = await requireInWorkspace();
  if (session.kind === 'impersonated') await tracePage(session);
  return session.actor;
}
