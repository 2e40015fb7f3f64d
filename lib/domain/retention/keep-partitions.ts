import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { endOf, partitionName, startOf } from '@/lib/db/partitions/names';
import { isOverWebhook } from '@/lib/domain/retention/over-webhooks';
import { PARTITIONED_TABLES, type PartitionedTable } from '@/lib/domain/retention/partitioned-tables';
import { log } from '@/lib/log';

/** How long before its time a partition is made. If the worker is down for longer, rows go to the default partition. */
const AHEAD_MS = 5 * DAY;
const BATCH = 1_000;

async function namesOf(table: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = ${table}::regclass`;
  return rows.map(({ name }) => name);
}

/** Makes the partitions that are needed soon, and returns how many. */
async function makePartitions({ name: table, period }: PartitionedTable): Promise<number> {
  const names = await namesOf(table);
  const first = names.find((name) => name.startsWith(`${table}_until_`));
  const covered = first === undefined ? undefined : endOf(table, first);
  const until = now().getTime() + AHEAD_MS;
  let made = 0;
  for (let start = startOf(period, now()); start.getTime() <= until; start = startOf(period, start, 1)) {
    const name = partitionName(table, period, start);
    if ((covered && start < covered) || names.includes(name)) continue;
    const [from, to] = [start.toISOString(), startOf(period, start, 1).toISOString()];
    const [row] = await db().$queryRaw<{ isNew: boolean }[]>`
      SELECT make_partition(${table}, ${name}, ${from}, ${to}) AS "isNew"`;
    if (row?.isNew) made += 1;
  }
  return made;
}

/** The first end of a partition. */
async function firstEnd(table: string): Promise<number> {
  const ends = (await namesOf(table)).map(
    (name) => endOf(table, name)?.getTime() ?? Number.POSITIVE_INFINITY,
  );
  return Math.min(...ends);
}

/** Drops the partitions of which no row is kept, and returns how many. */
async function dropPartitions(
  { name: table, ofWebhooks, droppedAfter }: PartitionedTable,
  names: string[],
  keptSince: Date,
): Promise<number> {
  const dependent = droppedAfter === undefined ? Number.POSITIVE_INFINITY : await firstEnd(droppedAfter);
  let dropped = 0;
  for (const name of names) {
    const end = endOf(table, name);
    if (end === undefined || end > keptSince || end.getTime() >= dependent) continue;
    await (ofWebhooks
      ? db().$executeRaw`SELECT drop_webhook_partition(${table}, ${name}, ${end})`
      : db().$executeRaw`SELECT drop_partition(${table}, ${name})`);
    dropped += 1;
  }
  return dropped;
}

/** The partitions that are not of one period: the default one, and the one from before the table had partitions. */
const MIXED = { day: /_(default|until_\d+)$/, month: /_default$/ };

/**
 * Deletes rows that are no longer kept from partitions that are not of one period, and returns how many. Where partitions are
 * months, the first one can be too large to look for old rows: it is dropped when all are old.
 */
async function deleteRows(
  { column, period, ofWebhooks }: PartitionedTable,
  names: string[],
  keptSince: Date,
): Promise<number> {
  let deleted = 0;
  for (const name of names.filter((name) => MIXED[period].test(name))) {
    const isOver = ofWebhooks ? isOverWebhook(ofWebhooks, name, keptSince) : Prisma.sql`TRUE`;
    if (!isOver) continue;
    const partition = Prisma.raw(name);
    deleted += await db().$executeRaw`
      DELETE FROM ${partition} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${partition} WHERE ${Prisma.raw(column)} < ${keptSince} AND ${isOver} LIMIT ${BATCH}
      ))`;
  }
  return deleted;
}

/** PostgreSQL gathers statistics of partitions by itself, but not of their table. */
async function analyze({ name }: PartitionedTable): Promise<number> {
  await db().$executeRaw`ANALYZE ${Prisma.raw(name)}`;
  return 0;
}

/** Deletes what would stay when its partition is dropped, and returns how many rows that was. */
async function deleteAll(
  deleteBatch: (keptSince: Date) => Promise<number>,
  keptSince: Date,
): Promise<number> {
  let deleted = 0;
  for (;;) {
    const count = await deleteBatch(keptSince);
    if (count === 0) return deleted;
    deleted += count;
  }
}

/** Removes what is no longer kept, and returns how many partitions and rows that was. */
async function removeOld(table: PartitionedTable): Promise<number> {
  const keptSince = table.keptSince?.();
  if (!keptSince) return 0;
  const first = table.deleteFirst ? await deleteAll(table.deleteFirst, keptSince) : 0;
  const dropped = await dropPartitions(table, await namesOf(table.name), keptSince);
  if (table.onlyWithPartition) return first + dropped;
  return first + dropped + (await deleteRows(table, await namesOf(table.name), keptSince));
}

/**
 * Makes the partitions of the next days, then removes what is no longer kept, and returns how many partitions and rows that
 * was. What fails for one table is done for the others, and reported at the end.
 */
export async function keepPartitions(): Promise<number> {
  let changed = 0;
  const errors: unknown[] = [];
  const attempt = async (table: PartitionedTable, step: (table: PartitionedTable) => Promise<number>) => {
    try {
      const count = await step(table);
      changed += count;
      return count;
    } catch (error) {
      log.error({ err: error, table: table.name }, 'Keeping the partitions of a table failed');
      errors.push(error);
      return 0;
    }
  };
  const extended: PartitionedTable[] = [];
  for (const table of PARTITIONED_TABLES) {
    if ((await attempt(table, makePartitions)) > 0) extended.push(table);
  }
  for (const table of PARTITIONED_TABLES) await attempt(table, removeOld);
  for (const table of extended) await attempt(table, analyze);
  if (errors.length > 0) throw new AggregateError(errors, 'Partitions of some tables are not up to date.');
  return changed;
}
