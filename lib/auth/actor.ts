import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { visitFields } from '@/lib/auth/log-fields';
import { currentSession, staffHome } from '@/lib/auth/session';
import type { WorkspaceActor } from '@/lib/domain/actor';
import type { SignedInMember } from '@/lib/domain/sessions/resolve';
import { recordPage } from '@/lib/domain/support/record-page';
import type { Impersonated } from '@/lib/domain/support/resolve-visit';
import { log } from '@/lib/log';

/** The signed-in member, or the agent in a member's place; null for anyone else. */
export async function currentActor(): Promise<WorkspaceActor | null> {
  const session = await currentSession();
  return session && session.kind !== 'staff' ? session.actor : null;
}

/** Who stands in a workspace; sends anyone else to the page that is theirs. */
export async function requireInWorkspace(): Promise<SignedInMember | Impersonated> {
  const session = await currentSession();
  if (!session) redirect('/login');
  if (session.kind === 'staff') redirect(await staffHome(session));
  return session;
}

/** No look without a trace: what an agent loads on a visit is written down before it is shown. */
const recordVisitedPage = cache(async ({ actor }: Impersonated) => {
  // Set by server.ts, and only where the browser loads a page.
  const path = (await headers()).get('x-page-path');
  if (!path) return;
  await recordPage(actor, path);
  log.info({ ...visitFields(actor), path }, 'support opened a page');
});

/** Who stands in a workspace, for a page; sends anyone else to the page that is theirs. */
export async function requireActor(): Promise<WorkspaceActor> {
  const session = await requireInWorkspace();
  if (session.kind === 'impersonated') await recordVisitedPage(session);
  return session.actor;
}
