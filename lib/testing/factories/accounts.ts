import { randomBase62 } from '@/lib/base62';
import { db } from '@/lib/db/client';
import type { Actor, MemberActor, SystemActor } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { issueToken } from '@/lib/domain/users/one-time-token';
import { signIn } from '@/lib/domain/users/sign-in';
import { signUp } from '@/lib/domain/users/sign-up';

export const PASSWORD = 'twelve green lanterns hum';
export const OTHER_PASSWORD = 'nobody counts the lighthouses';

/** A guest with an address of their own. */
export function makeGuest(): SystemActor {
  const part = () => Math.floor(Math.random() * 65_536).toString(16);
  return { kind: 'system', address: `2001:db8:${part()}:${part()}::1` };
}

export function makeEmail(): string {
  return `${randomBase62(12).toLowerCase()}@example.test`;
}

/**
 * Signs somebody up and returns the user's row. Somebody with a confirmed address is signed out again; anybody else stays
 * in the session of the sign-up.
 */
export async function makeAccount({
  email = makeEmail(),
  password = PASSWORD,
  verified = false,
}: {
  email?: string;
  password?: string;
  verified?: boolean;
} = {}) {
  const before = await db().user.findMany({ where: { email }, select: { id: true } });
  const result = await signUp(makeGuest(), { name: 'Ada', email, password, workspaceName: 'Engines' }, 'EUR');
  if (!result.ok) throw new Error(result.refusal.message);
  const { id } = await db().user.findFirstOrThrow({
    where: { email, id: { notIn: before.map((user) => user.id) } },
  });
  const user = await db().user.update({
    where: { id },
    data: { emailVerifiedAt: verified ? new Date() : null },
    include: { memberships: true },
  });
  const { sessionId, browserToken } = result.value;
  if (verified) await db().session.delete({ where: { id: sessionId } });
  return { ...user, sessionId, browserToken };
}

/** The token of an emailed link for an address that nobody has confirmed; undefined if somebody has. */
async function makeLinkToken(email: string): Promise<string | undefined> {
  const claims = await db().user.findMany({ where: { email: email.toLowerCase(), kind: 'member' } });
  const [first] = claims;
  if (!first || claims.some(({ emailVerifiedAt }) => emailVerifiedAt !== null)) return undefined;
  return db().$transaction((tx) => issueToken(tx, first.id, 'verifyEmail'));
}

/** Signs an account in, with an emailed link if its address is not confirmed, and returns the session's id. */
export async function makeSession(email: string, password = PASSWORD): Promise<string> {
  const result = await signIn(makeGuest(), { email, password, linkToken: await makeLinkToken(email) });
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value.sessionId;
}

/** Signs somebody up, verified, and in. */
export async function makeSignedInMember(): Promise<{ email: string; actor: MemberActor }> {
  const email = makeEmail();
  await makeAccount({ email, verified: true });
  const actor = await actorOf(await makeSession(email));
  if (actor.kind !== 'member') throw new Error('Not a member.');
  return { email, actor };
}

/** Who is signed in by a session. */
export async function actorOf(sessionId: string): Promise<Actor> {
  const session = await resolveSession(sessionId, null);
  if (!session) throw new Error('Not signed in.');
  return session.actor;
}
