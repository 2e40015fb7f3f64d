import 'server-only';
import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { impersonationCookie, sessionCookie } from '@/lib/auth/cookies';
import { addressOf } from '@/lib/auth/guest';
import { openImpersonationToken } from '@/lib/auth/impersonation-token';
import { openSessionToken } from '@/lib/auth/session-token';
import {
  type Impersonated,
  lastImpersonationOf,
  resolveImpersonation,
} from '@/lib/domain/impersonation/resolve';
import { resolveSession, type SignedIn, type SignedInStaff } from '@/lib/domain/sessions/resolve';

/** The session of a request: a member's, a staff member's, or an impersonation session. */
export type CurrentSession = SignedIn | Impersonated;

/** The signed-in person's own session, also during impersonation. Read once per request; null for a guest. */
export const ownSession = cache(async (): Promise<SignedIn | null> => {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  const sessionId = token && (await openSessionToken(token));
  return sessionId ? resolveSession(sessionId, addressOf(await headers())) : null;
});

/** The signed-in staff member's own session, also during impersonation; null for anyone else. */
export async function staffSession(): Promise<SignedInStaff | null> {
  const session = await ownSession();
  return session?.kind === 'staff' ? session : null;
}

/** The value of the impersonation cookie, if the browser has one. */
async function impersonationCookieValue(): Promise<string | undefined> {
  return (await cookies()).get(impersonationCookie().name)?.value;
}

/** The open impersonation session that the agent's cookie names; null when the cookie or the session is not valid. */
async function impersonationOf({ actor, ready }: SignedInStaff): Promise<Impersonated | null> {
  const value = await impersonationCookieValue();
  const token = value && ready ? await openImpersonationToken(value) : null;
  return token?.agentId === actor.userId ? resolveImpersonation(actor, token) : null;
}

/** The session of the request, read from the database once per request; null for a guest. */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const own = await ownSession();
  if (own?.kind !== 'staff') return own;
  return (await impersonationOf(own)) ?? own;
});

/** The start page of a staff member; after an impersonation session, the page of its customer. */
export async function staffHome({ actor, ready }: SignedInStaff): Promise<string> {
  if (!ready) return '/welcome';
  const impersonation =
    (await impersonationCookieValue()) === undefined ? null : await lastImpersonationOf(actor);
  return impersonation
    ? `/support/workspaces/${impersonation.workspaceId}?session=${impersonation.id}`
    : '/support';
}
