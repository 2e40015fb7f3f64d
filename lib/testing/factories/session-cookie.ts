import { encode } from 'next-auth/jwt';
import { sessionCookie } from '@/lib/auth/cookies';
import { sessionSecret } from '@/lib/auth/session-token';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { startSession } from '@/lib/domain/sessions/start';

/** The id of a session. Staff in tests already have one, with a second factor. */
async function sessionOf(person: MemberActor | StaffActor): Promise<string> {
  if (person.kind === 'staff') return person.sessionId;
  const { userId, workspaceId } = person;
  return db().$transaction((tx) => startSession(tx, { userId, workspaceId, address: null, userAgent: null }));
}

/** The cookie of somebody who is signed in to the portal. */
export async function makeSessionCookie(
  person: MemberActor | StaffActor,
): Promise<{ name: string; value: string; sessionId: string }> {
  const sessionId = await sessionOf(person);
  const value = await encode({ token: { sessionId }, secret: sessionSecret() });
  return { name: sessionCookie().name, value, sessionId };
}
