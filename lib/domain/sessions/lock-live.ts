import type { Transaction } from '@/lib/db/client';
import type { MemberActor, StaffActor, UserActor } from '@/lib/domain/actor';
import { ok, type Result, refuse } from '@/lib/errors';

async function isMember(tx: Transaction, { workspaceId, userId }: MemberActor): Promise<boolean> {
  return (await tx.membership.count({ where: { workspaceId, userId } })) > 0;
}

/**
 * Checks that a person's session has not ended since the request began, and keeps it until the transaction ends: a
 * transaction that ends sessions of others locks the user first, and so waits. Call it before any other lock is taken.
 * Changes by one person run one after another, because some of them update the user.
 *
 * Refuses with UNAUTHENTICATED.
 */
export async function lockLiveSession(
  tx: Transaction,
  actor: MemberActor | UserActor | StaffActor,
): Promise<Result<null>> {
  const { userId, sessionId } = actor;
  await tx.$queryRaw`SELECT 1 FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
  const ended = await tx.session.count({ where: { id: sessionId, userId, endedAt: { not: null } } });
  // The database deletes the sessions of a removed member, so that none of them has ended.
  const removed = actor.kind === 'member' && !(await isMember(tx, actor));
  if (ended === 0 && !removed) return ok(null);
  return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
}
