import { Prisma } from '@/lib/db/generated/client';
import { timesOfIds } from '@/lib/ids';

/**
 * The condition, in SQL with `AND` before it, for the time in which rows with these ids were created, so that only the
 * partitions of that time are read. Empty if one of the ids does not tell.
 */
export function createdWithIds(ids: readonly string[], table = ''): Prisma.Sql {
  const times = timesOfIds(ids);
  if (!times) return Prisma.empty;
  const createdAt = Prisma.raw(table ? `${table}.created_at` : 'created_at');
  return Prisma.sql`AND ${createdAt} >= ${times.first} AND ${createdAt} <= ${times.last}`;
}
