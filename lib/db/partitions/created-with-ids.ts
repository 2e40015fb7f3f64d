import { Prisma } from '@/lib/db/generated/client';
import type { TimeSpan } from '@/lib/ids';

/** The condition, in SQL with `AND` before it, for rows that were created in a time. Undefined: at any time. */
export function createdIn(times: TimeSpan | undefined, table = ''): Prisma.Sql {
  if (!times) return Prisma.empty;
  const createdAt = Prisma.raw(table ? `${table}.created_at` : 'created_at');
  return Prisma.sql`AND ${createdAt} >= ${times.first} AND ${createdAt} <= ${times.last}`;
}
