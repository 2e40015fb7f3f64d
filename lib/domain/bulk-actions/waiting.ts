import type { Transaction } from '@/lib/db/client';
import { Environment } from '@/lib/db/generated/enums';
import type { KeyManager } from '@/lib/domain/actor';
import { readChange } from '@/lib/domain/bulk-actions/change';
import type { WaitingKey } from '@/lib/domain/bulk-actions/change-batch';
import { mayChange } from '@/lib/domain/bulk-actions/may-change';
import type { BulkActionRow } from '@/lib/domain/bulk-actions/progress';
import { ok, type Result } from '@/lib/errors';

/** The keys of a bulk action that wait, in the order in which they are changed. @param take the first ones only */
export function readWaiting(tx: Transaction, bulkActionId: string, take?: number): Promise<WaitingKey[]> {
  return tx.bulkActionKey.findMany({
    where: { bulkActionId, outcome: null },
    orderBy: { position: 'asc' },
    select: { apiKeyId: true, seen: true },
    ...(take !== undefined && { take }),
  });
}

/** The environments of the keys of a bulk action that wait. */
export async function readWaitingEnvironments(
  tx: Transaction,
  workspaceId: string,
  bulkActionId: string,
): Promise<Environment[]> {
  const rows = await tx.$queryRaw<{ environment: Environment }[]>`
    SELECT DISTINCT key.environment::text FROM bulk_action_keys AS waiting
    JOIN api_keys AS key ON key.id = waiting.api_key_id AND key.workspace_id = ${workspaceId}
    WHERE waiting.bulk_action_id = ${bulkActionId} AND waiting.outcome IS NULL ORDER BY 1`;
  return rows.map(({ environment }) => environment);
}

/**
 * Whether the actor may change each key of a bulk action that waits. Somebody who may do less than whoever confirmed it neither
 * continues nor ends it. Refuses as `mayChange` does.
 */
export async function requireMayChangeWaiting(
  tx: Transaction,
  manager: KeyManager,
  row: BulkActionRow,
): Promise<Result<null>> {
  const { kind } = readChange(row.change);
  const check = (environment: Environment) => mayChange(manager, kind, environment);
  if (Object.values(Environment).every((environment) => check(environment).ok)) return ok(null);
  const waiting = await readWaitingEnvironments(tx, manager.workspaceId, row.id);
  return waiting.map(check).find((checked) => !checked.ok) ?? ok(null);
}
