import { randomBase62 } from '@/lib/base62';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { hashPassword } from '@/lib/domain/users/password-hash';
import { credit } from '@/lib/domain/wallet/credit';
import { createWorkspace } from '@/lib/domain/workspaces/create';
import { newId } from '@/lib/ids';

export interface SignIn {
  email: string;
  password: string;
}

const LIVE_CREDIT = 250_000n;

/** A random password for a user, and its hash. */
export async function makePassword(email: string): Promise<{ password: string; passwordHash: string }> {
  const password = randomBase62(20);
  const passwordHash = await hashPassword(email, password);
  if (!passwordHash) throw new Error('Too many passwords are being hashed at once.');
  return { password, passwordHash };
}

/** A user whose e-mail address counts as verified. */
async function createUser(email: string, name: string): Promise<SignIn & { id: string }> {
  const { password, passwordHash } = await makePassword(email);
  const id = newId('usr');
  await db().user.create({ data: { id, email, name, passwordHash, emailVerifiedAt: now() } });
  return { id, email, password };
}

/** A workspace with a member of each role, and money to send with. */
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
    const id = await createWorkspace(tx, SYSTEM, { name, ownerId: users.owner.id });
    for (const role of ['admin', 'developer', 'viewer'] as const) {
      await tx.membership.create({ data: { workspaceId: id, userId: users[role].id, role } });
    }
    await credit(tx, { workspaceId: id, environment: 'live', amount: LIVE_CREDIT });
    await recordAudit(tx, SYSTEM, {
      action: 'wallet.credit',
      workspaceId: id,
      targetId: id,
      detail: { environment: 'live', amount: LIVE_CREDIT.toString() },
    });
    return id;
  });
  const actor = (role: Role): MemberActor => ({
    kind: 'member',
    userId: users[role].id,
    workspaceId,
    role,
    emailVerified: true,
    sessionId: 'demonstration',
    address: null,
  });
  return {
    members: {
      owner: actor('owner'),
      admin: actor('admin'),
      developer: actor('developer'),
      viewer: actor('viewer'),
    },
    signIns: Object.values(users),
  };
}
