import type { Transaction } from '@/lib/db/client';
import type { BulkOutcome } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import { finishRevocation } from '@/lib/domain/api-keys/revocation';
import { recordAudits } from '@/lib/domain/audit/record';
import type { BulkChange } from '@/lib/domain/bulk-actions/change';
import { type BulkKey, bulkKeyColumns, decide } from '@/lib/domain/bulk-actions/decide';
import { shortenOldSecrets } from '@/lib/domain/key-settings/expiry-change';

export interface WaitingKey {
  apiKeyId: string;
  seen: string;
}

/**
 * Locks keys in the order of the code units of their ids, as reports of leaks do, so that the two never wait for each other.
 */
async function lockKeys(tx: Transaction, workspaceId: string, ids: string[]): Promise<BulkKey[]> {
  await tx.$queryRaw`
    SELECT 1 FROM api_keys WHERE id = ANY(${ids}) AND workspace_id = ${workspaceId}
    ORDER BY id COLLATE "C" FOR NO KEY UPDATE`;
  return tx.apiKey.findMany({ where: { id: { in: ids }, workspaceId }, select: bulkKeyColumns });
}

/** What follows from a change, as in the verb for a single key. */
async function finish(
  tx: Transaction,
  workspaceId: string,
  change: BulkChange,
  keys: readonly BulkKey[],
): Promise<void> {
  if (change.kind === 'revoke') await finishRevocation(tx, workspaceId, keys);
  if (change.kind === 'setExpiry') {
    await shortenOldSecrets(
      tx,
      keys.map(({ id }) => id),
      change.expiresAt,
    );
  }
}

/** Changes a batch of keys and audits each change, with the id of the bulk action. Returns what became of each key. */
export async function changeBatch(
  tx: Transaction,
  manager: KeyManager,
  { id: bulkActionId, change }: { id: string; change: BulkChange },
  waiting: readonly WaitingKey[],
): Promise<Map<string, BulkOutcome>> {
  const { workspaceId } = manager;
  const seen = new Map(waiting.map((key) => [key.apiKeyId, key.seen]));
  const keys = await lockKeys(tx, workspaceId, [...seen.keys()]);
  const decided = keys.map((key) => ({ key, ...decide(manager, change, key, seen.get(key.id)) }));
  const changes = decided.filter((one) => one.outcome === 'changed');
  for (const same of Map.groupBy(changes, (one) => JSON.stringify(one.change.data)).values()) {
    const [first] = same;
    if (!first) continue;
    await tx.apiKey.updateMany({
      where: { id: { in: same.map(({ key }) => key.id) }, workspaceId },
      data: first.change.data,
    });
  }
  await recordAudits(
    tx,
    manager,
    changes.map(({ key, change: { action, ...rest } }) => ({
      action,
      targetId: key.id,
      detail: { ...('detail' in rest ? rest.detail : {}), bulkActionId },
    })),
  );
  await finish(
    tx,
    workspaceId,
    change,
    changes.map(({ key }) => key),
  );
  return new Map(decided.map(({ key, outcome }) => [key.id, outcome]));
}
