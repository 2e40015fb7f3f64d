import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** A table of rows that wait to be submitted to another system. It has the columns `id`, `attempts` and `created_at`. */
export interface OutboxTable {
  name: string;
  /** The column with the time of the next attempt. */
  dueAt: string;
  /** The columns that a claimed row needs, in SQL. */
  columns: Prisma.Sql;
  /** A further condition for rows that are due, in SQL. */
  condition?: Prisma.Sql;
  /** No row that is due was created before. It limits the partitions that are read. */
  createdSince?: Date;
  /** Longer than an attempt can take. After that, another worker may claim a row that has no recorded result. */
  leaseMs: number;
}

/** Claims up to `batch` rows that are due, the oldest first, and counts the attempt. No other worker gets them. */
export async function claimDue<Row>(
  { name, dueAt, columns, condition = Prisma.sql`TRUE`, createdSince, leaseMs }: OutboxTable,
  batch: number,
): Promise<Row[]> {
  const at = now();
  const table = Prisma.raw(name);
  const due = Prisma.raw(dueAt);
  const isRecent = createdSince ? Prisma.sql`AND ${table}.created_at >= ${createdSince}` : Prisma.empty;
  return db().$queryRaw<Row[]>`
    WITH due AS MATERIALIZED (
      SELECT id, created_at FROM ${table} WHERE ${due} <= ${at} AND ${condition} ${isRecent}
      ORDER BY ${due} LIMIT ${batch} FOR UPDATE SKIP LOCKED
    )
    UPDATE ${table} SET attempts = attempts + 1, ${due} = ${new Date(at.getTime() + leaseMs)}
    FROM due WHERE ${table}.id = due.id AND ${table}.created_at = due.created_at ${isRecent}
    RETURNING ${columns}`;
}
