import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';

interface Entry {
  userId: string;
  workspaceId: string;
}

/** Remembers that a member uses a workspace, so that the next sign-in opens it. */
export async function recordWorkspaceUse(tx: Transaction, { userId, workspaceId }: Entry): Promise<void> {
  await tx.membership.updateMany({ where: { workspaceId, userId }, data: { lastUsedAt: now() } });
}

/** Continues a session in another workspace of its user, who must be a member. */
export async function enterWorkspace(
  tx: Transaction,
  { userId, sessionId, workspaceId }: Entry & { sessionId: string },
): Promise<void> {
  await tx.session.updateMany({ where: { id: sessionId, userId, endedAt: null }, data: { workspaceId } });
  await recordWorkspaceUse(tx, { userId, workspaceId });
}
