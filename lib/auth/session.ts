import 'server-only';
import { cookies, headers } from 'next/headers';
import { getServerSession } from 'next-auth';
import { cache } from 'react';
import { visitCookie } from '@/lib/auth/cookies';
import { addressOf } from '@/lib/auth/guest';
import { authOptions } from '@/lib/auth/options';
import { openVisitToken } from '@/lib/auth/visit-token';
import { resolveSession, type SignedIn, type SignedInStaff } from '@/lib/domain/sessions/resolve';
import { type Impersonated, lastVisitOf, resolveVisit } from '@/lib/domain/support/resolve-visit';

/** Whom a request stands for: a member, one of the staff, or one of them in a member's place. */
export type CurrentSession = SignedIn | Impersonated;

/** Who has signed in, whomever they stand in for; read from the database once a request; null for a guest. */
export const ownSession = cache(async (): Promise<SignedIn | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.sessionId) return null;
  return resolveSession(session.sessionId, addressOf(await headers()));
});

/** The member of the staff who has signed in, whomever they stand in for; null for anyone else. */
export async function agentSession(): Promise<SignedInStaff | null> {
  const session = await ownSession();
  return session?.kind === 'staff' ? session : null;
}

/** What the browser's cookie of a visit holds, if it has one. */
async function visitCookieValue(): Promise<string | undefined> {
  return (await cookies()).get(visitCookie().name)?.value;
}

/** The visit that a signed-in agent is on, by the cookie beside their own, if both hold. */
async function visitOf({ actor, ready }: SignedInStaff): Promise<Impersonated | null> {
  const value = await visitCookieValue();
  const token = value && ready ? await openVisitToken(value) : null;
  return token?.agentId === actor.userId ? resolveVisit(actor, token) : null;
}

/** Whom the request stands for, read from the database once a request; null for a guest. */
export const currentSession = cache(async (): Promise<CurrentSession | null> => {
  const own = await ownSession();
  if (own?.kind !== 'staff') return own;
  return (await visitOf(own)) ?? own;
});

/** Where one of the staff works who stands in for nobody: after a visit, where they began it. */
export async function staffHome({ actor, ready }: SignedInStaff): Promise<string> {
  if (!ready) return '/welcome';
  const visit = (await visitCookieValue()) === undefined ? null : await lastVisitOf(actor);
  return visit ? `/support/workspaces/${visit.workspaceId}?visit=${visit.id}` : '/support';
}
