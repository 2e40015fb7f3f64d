import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { storesText } from '@/lib/domain/outbox/stored-text';

const BATCH = 2_000;

/** What stores texts, and which of its rows do not need theirs any more. */
const TABLES = [
  { name: 'messages', isOver: Prisma.sql`status <> 'queued'` },
  { name: 'voice_calls', isOver: Prisma.sql`status <> 'queued'` },
  { name: 'message_batches', isOver: Prisma.sql`true` },
];

/**
 * Removes the texts that were stored before the operator set `STORE_TEXT=no`. Each call looks at the next part of a table and
 * returns how many rows that was; after the last one, 0. What still waits loses its text when it is sent.
 */
export function createTextRemover(): () => Promise<number> {
  const tables = [...TABLES];
  let after = '';
  return async () => {
    const [table] = tables;
    if (storesText() || !table) return 0;
    const name = Prisma.raw(table.name);
    const [seen] = await db().$queryRaw<{ rows: number; last: string | null }[]>`
      WITH part AS (
        SELECT id, created_at, text IS NOT NULL AND ${table.isOver} AS has_text FROM ${name}
        WHERE id > ${after} ORDER BY id LIMIT ${BATCH}
      ), removed AS (
        UPDATE ${name} SET text = NULL FROM part
        WHERE ${name}.id = part.id AND ${name}.created_at = part.created_at AND part.has_text
      )
      SELECT count(*)::int AS rows, max(id) AS last FROM part`;
    const { rows, last } = seen ?? { rows: 0, last: null };
    after = last ?? '';
    if (rows === BATCH) return rows;
    tables.shift();
    after = '';
    return tables.length > 0 ? Math.max(rows, 1) : rows;
  };
}
