import type { Transaction } from '@/lib/db/client';

/** Locks a key until the transaction ends: its changes run one after another, and wait for calls that have locked it. */
export async function lockKeyRow(tx: Transaction, keyId: string, workspaceId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM api_keys WHERE id = ${keyId} AND workspace_id = ${workspaceId} FOR NO KEY UPDATE`;
}
