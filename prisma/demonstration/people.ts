import { randomBase62 } from '@/lib/base62';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { creditWorkspace } from '@/lib/domain/workspaces/credit';
import { insertWorkspace } from '@/lib/domain/workspaces/insert';
import { newId } from '@/lib/ids';
import { granted, OperatorError } from '@/lib/operator-error';
import { currentProfile } from '@/lib/profiles/current';

export interface SignIn {
  email: string;
  password: string;
}

/** In currency units. */
const LIVE_CREDIT = '2500';

/** Returns a random password for a user, and its hash. */
export async function makePassword(email: string): Promise<{ password: string; passwordHash: string }> {
  const password = randomBase62(20);
  const passwordHash = await hashPassword(email, password);
  if (!passwordHash) throw new Error('Too many passwords are being hashed at once.');
  return { password, passwordHash };
}

/** Creates a user with a verified email address. */
async function createUser(email: string, name: string): Promise<SignIn & { id: string }> {
  const { password, passwordHash } = await makePassword(email);
  const id = newId('usr');
  await db().user.create({ data: { id, email, name, passwordHash, emailVerifiedAt: now() } });
  return { id, email, password };
}

/** Creates a workspace with a member of each role and a live balance. */
export async function createTenant(
  name: string,
  domain: string,
): Promise<{ members: Record<Role, MemberActor>; signIns: SignIn[] }> {
  const users = {
    owner: await createUser(`owner@${domain}`, 'Olive Owner'),
    admin: await createUser(`admin@${domain}`, 'Adrian Admin'),
    developer: await createUser(`developer@${domain}`, 'Devi Developer'),
    viewer: await createUser(`viewer@${domain}`, 'Vera Viewer'),
  };
  const workspaceId = await db().$transaction(async (tx) => {
    const { currency } = currentProfile().money;
    const id = await insertWorkspace(tx, SYSTEM, { name, ownerId: users.owner.id, currency });
    for (const role of ['admin', 'developer', 'viewer'] as const) {
      await tx.membership.create({ data: { workspaceId: id, userId: users[role].id, role } });
    }
    return id;
  });
  granted(await creditWorkspace(SYSTEM, { workspaceId, amount: LIVE_CREDIT }));
  return {
    members: toActors(workspaceId, (role) => users[role].id),
    signIns: Object.values(users),
  };
}

function toActors(workspaceId: string, userId: (role: Role) => string): Record<Role, MemberActor> {
  const actor = (role: Role): MemberActor => ({
    kind: 'member',
    userId: userId(role),
    workspaceId,
    role,
    emailVerified: true,
    sessionId: 'demonstration',
    address: null,
  });
  return {
    owner: actor('owner'),
    admin: actor('admin'),
    developer: actor('developer'),
    viewer: actor('viewer'),
  };
}

/** The members of a workspace that an earlier run created. */
export async function findTenant(domain: string): Promise<Record<Role, MemberActor>> {
  const memberships = await db().membership.findMany({
    where: { user: { email: { endsWith: `@${domain}` } } },
    select: { workspaceId: true, userId: true, user: { select: { email: true } } },
  });
  const find = (role: Role) => {
    const found = memberships.find(({ user }) => user.email === `${role}@${domain}`);
    if (!found)
      throw new OperatorError(`There is no ${role}@${domain} any more. Start with an empty database.`);
    return found;
  };
  return toActors(find('owner').workspaceId, (role) => find(role).userId);
}
