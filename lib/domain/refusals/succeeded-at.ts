import { HOUR } from '@/lib/clock';
import { db } from '@/lib/db/client';

/**
 * When a key did each operation last with success, by operation: the start of that hour for calls that were counted without
 * their time.
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
    where: {
      apiKey: own,
      operation: { in: named },
      status: { lt: 400 },
      hour: { gte: new Date(since.getTime() - HOUR) },
    },
    _max: { hour: true, lastAt: true },
  });
  return new Map(
    rows.flatMap(({ operation, _max: { hour, lastAt } }) => {
      const latest = hour && lastAt && lastAt > hour ? lastAt : hour;
      return latest ? [[operation, latest] as const] : [];
    }),
  );
}
