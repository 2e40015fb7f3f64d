import type { Transaction } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { authorizeMember } from '@/lib/domain/authorize';
import { checkPermission, type Verb } from '@/lib/domain/permissions';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/** A member whom a change is about. */
export interface ChangedMember {
  userId: string;
  role: Role;
  /** Whether they cannot sign in. */
  disabled: boolean;
}

/**
 * Runs a change of the workspace's members in one transaction. Changes of one workspace run one after another, and the
 * actor's own membership is read again when it is their turn. Two owners cannot remove each other.
 *
 * Refuses with FORBIDDEN or NOT_FOR_SUPPORT as the permission table says, with UNAUTHENTICATED if the actor is no longer a
 * member, or as `work` does.
 */
export async function changeMembers<T>(
  actor: Actor,
  verb: Verb,
  work: (tx: Transaction, member: MemberActor) => Promise<Result<T>>,
): Promise<Result<T>> {
  const authorized = authorizeMember(actor, verb);
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { workspaceId, userId } = member;
  return transact(member, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
    const own = await tx.membership.findUnique({
      where: { workspaceId_userId: { workspaceId, userId }, workspace: { closedAt: null } },
      select: { role: true },
    });
    if (!own) return refuse('UNAUTHENTICATED', 'You are no longer a member of this workspace.');
    const current = { ...member, role: own.role };
    const still = checkPermission(current, verb);
    return still.ok ? work(tx, current) : still;
  });
}

/**
 * A member of the actor's workspace whom the actor may change. Refuses with NOT_FOUND, or with FORBIDDEN for an owner if
 * the actor is none.
 */
export async function changeableMember(
  tx: Transaction,
  actor: MemberActor,
  userId: string,
): Promise<Result<ChangedMember>> {
  const found = await tx.membership.findUnique({
    where: { workspaceId_userId: { workspaceId: actor.workspaceId, userId } },
    select: { role: true, user: { select: { disabledAt: true } } },
  });
  if (!found) return refuse('NOT_FOUND', 'There is no such member.');
  if (found.role === 'owner') {
    const checked = checkPermission(actor, 'members/manage-owners');
    if (!checked.ok) return checked;
  }
  return ok({ userId, role: found.role, disabled: found.user.disabledAt !== null });
}

/** Refuses with CONFLICT if the workspace would be without an owner after this owner. */
export async function requireOtherOwner(
  tx: Transaction,
  { workspaceId, userId }: { workspaceId: string; userId: string },
): Promise<Result<null>> {
  const others = await tx.membership.count({
    where: { workspaceId, role: 'owner', userId: { not: userId }, user: { disabledAt: null } },
  });
  if (others > 0) return ok(null);
  return refuse('CONFLICT', 'A workspace needs an owner. Make somebody else an owner first.');
}
