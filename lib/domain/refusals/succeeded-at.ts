import { db } from '@/lib/db/client';

/**
 * When a key did each operation last with success, by operation: the start of that hour, because calls are counted by hour.
 *
 * @param own the key and its workspace
 */
export async function readSucceededAt(
  own: { id: string; workspaceId: string },
  operations: readonly (string | null)[],
  since: Date,
): Promise<Map<string, Date>> {
  const named = operations.flatMap((operation) => operation ?? []);
  const rows = await db().apiKeyUsage.groupBy({
    by: ['operation'],
    where: { apiKey: own, operation: { in: named }, status: { lt: 400 }, hour: { gt: since } },
    _max: { hour: true },
  });
  return new Map(rows.flatMap(({ operation, _max }) => (_max.hour ? [[operation, _max.hour] as const] : [])));
}
