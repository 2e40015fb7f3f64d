import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { endOf, partitionName, startOf } from '@/lib/db/partitions/names';
import { PARTITIONED_TABLES, type PartitionedTable } from '@/lib/domain/retention/partitioned-tables';

/** How long before its time a partition exists. After a longer outage of the worker, rows go to the partition for all others. */
const AHEAD_MS = 5 * DAY;
const BATCH = 1_000;

async function namesOf(table: string): Promise<string[]> {
  const rows = await db().$queryRaw<{ name: string }[]>`
    SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = ${table}::regclass`;
  return rows.map(({ name }) => name);
}

/** Makes the partitions that are needed soon, and returns how many. */
async function makePartitions({ name: table, period }: PartitionedTable, names: string[]): Promise<number> {
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

/** Drops the partitions of which no row is kept, and returns how many. */
async function dropPartitions(table: string, names: string[], keptSince: Date): Promise<number> {
  const old = names.filter((name) => {
    const end = endOf(table, name);
    return end !== undefined && end <= keptSince;
  });
  for (const name of old) await db().$executeRaw`SELECT drop_partition(${table}, ${name})`;
  return old.length;
}

/** The partitions that are not of one period: the default one, and the one from before the table had partitions. */
const MIXED = { day: /_(default|until_\d+)$/, month: /_default$/ };

/**
 * Deletes rows that are no longer kept from partitions that are not of one period, and returns how many. Where partitions are
 * months, the first one can be too large to look for old rows: it is dropped when all are old.
 */
async function deleteRows(
  { column, period }: PartitionedTable,
  names: string[],
  keptSince: Date,
): Promise<number> {
  let deleted = 0;
  for (const name of names.filter((name) => MIXED[period].test(name))) {
    const partition = Prisma.raw(name);
    deleted += await db().$executeRaw`
      DELETE FROM ${partition} WHERE ctid = ANY(ARRAY(
        SELECT ctid FROM ${partition} WHERE ${Prisma.raw(column)} < ${keptSince} LIMIT ${BATCH}
      ))`;
  }
  return deleted;
}

/** Makes the partitions of the next days, removes what is no longer kept, and returns how many partitions and rows that was. */
export async function keepPartitions(): Promise<number> {
  let changed = 0;
  for (const table of PARTITIONED_TABLES) {
    const names = await namesOf(table.name);
    changed += await makePartitions(table, names);
    const keptSince = table.keptSince?.();
    if (!keptSince) continue;
    changed += await dropPartitions(table.name, names, keptSince);
    if (!table.withPartition) changed += await deleteRows(table, await namesOf(table.name), keptSince);
  }
  return changed;
}
