import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { MemberActor } from '@/lib/domain/actor';
import { newId } from '@/lib/ids';

/** A workspace with one member of `role`, and the actor that this member is. */
export async function makeMember(
  role: Role = 'owner',
  { workspaceId, emailVerified = true }: { workspaceId?: string; emailVerified?: boolean } = {},
): Promise<MemberActor> {
  const user = await db().user.create({
    data: {
      id: newId('usr'),
      email: `${newId('usr').toLowerCase()}@example.test`,
      name: `Test ${role}`,
      passwordHash: 'none: this user cannot sign in',
      emailVerifiedAt: emailVerified ? new Date() : null,
    },
  });
  const workspace = workspaceId
    ? { id: workspaceId }
    : await db().workspace.create({ data: { id: newId('ws'), name: 'Test workspace', sandboxBalance: 0n } });
  await db().membership.create({ data: { workspaceId: workspace.id, userId: user.id, role } });
  return {
    kind: 'member',
    userId: user.id,
    workspaceId: workspace.id,
    role,
    emailVerified,
    sessionId: 'test',
    address: '192.0.2.1',
  };
}

/** The email address of a member. */
export async function emailOf({ userId }: MemberActor): Promise<string> {
  return (await db().user.findUniqueOrThrow({ where: { id: userId } })).email;
}
