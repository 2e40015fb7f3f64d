import type { Transaction } from '@/lib/db/client';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { MemberActor, StaffActor, UserActor } from '@/lib/domain/actor';
import { ok, type Result, refuse } from '@/lib/errors';

async function isMember(tx: Transaction, { workspaceId, userId }: MemberActor): Promise<boolean> {
  return (await tx.membership.count({ where: { workspaceId, userId, workspace: { closedAt: null } } })) > 0;
}

/**
 * Checks that a person's session has not ended since the request began, nor their account was disabled or deleted, and keeps
 * both until the transaction ends: a transaction that ends sessions of others locks the user first, and so waits. Call it
 * before any other lock is taken. Changes by one person run one after another, because some of them update the user.
 *
 * Refuses with UNAUTHENTICATED.
 */
export async function lockLiveSession(
  tx: Transaction,
  actor: MemberActor | UserActor | StaffActor,
): Promise<Result<null>> {
  const { userId, sessionId } = actor;
  const user = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM users WHERE id = ${userId} AND disabled_at IS NULL FOR NO KEY UPDATE`;
  const ended = await tx.session.count({ where: { id: sessionId, userId, endedAt: { not: null } } });
  // The database deletes the sessions of a removed member, so that none of them has ended. A closed workspace has no
  // sessions, either.
  const removed = actor.kind === 'member' && !(await isMember(tx, actor));
  if (user.length > 0 && ended === 0 && !removed) return ok(null);
  return refuseEnded();
}

function refuseEnded() {
  return refuse('UNAUTHENTICATED', 'Your session has ended. Please sign in again.');
}

const LOCK_USER = {
  name: 'lock-user',
  text: 'SELECT 1 FROM users WHERE id = $1 AND disabled_at IS NULL FOR NO KEY UPDATE',
};

const FIND_LIVE = {
  name: 'find-live-session',
  text: `
    SELECT 1 FROM memberships m JOIN workspaces w ON w.id = m.workspace_id
    WHERE m.user_id = $1 AND m.workspace_id = $2 AND w.closed_at IS NULL
      AND NOT EXISTS (SELECT FROM sessions WHERE id = $3 AND user_id = $1 AND ended_at IS NOT NULL)`,
};

/** The same as `lockLiveSession` in a transaction that does not use Prisma. */
export async function lockLiveSessionPrepared(
  tx: PreparedTransaction,
  { userId, workspaceId, sessionId }: MemberActor,
): Promise<Result<null>> {
  // Two statements: the second one sees what was committed while the first one waited.
  const [user, live] = await Promise.all([
    tx.query(LOCK_USER, [userId]),
    tx.query(FIND_LIVE, [userId, workspaceId, sessionId]),
  ]);
  return user.length > 0 && live.length > 0 ? ok(null) : refuseEnded();
}
