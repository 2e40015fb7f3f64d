import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { KEYS_WITH_CALLS } from '@/lib/domain/api-keys/health-conditions';
import type { KeyPosition, Ordering } from '@/lib/domain/api-keys/ordering';

/** Where up to `take` keys that match a condition are in an order: the first ones, or those after a position. */
export function findKeys(
  { value, join, orderBy, after }: Ordering,
  where: Prisma.Sql,
  position: KeyPosition | undefined,
  take: number,
): Promise<KeyPosition[]> {
  return db().$queryRaw`
    SELECT ${value} AS value, key.id FROM ${KEYS_WITH_CALLS} ${join}
    WHERE ${where} ${position ? Prisma.sql`AND ${after(position)}` : Prisma.empty}
    ${orderBy} LIMIT ${take}`;
}

/** The rows of keys in the order of their positions. */
export function inOrder<Row extends { id: string }>(
  positions: readonly KeyPosition[],
  rows: readonly Row[],
): Row[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return positions.flatMap(({ id }) => byId.get(id) ?? []);
}
