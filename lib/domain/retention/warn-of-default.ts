import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { PARTITIONED_TABLES } from '@/lib/domain/retention/partitioned-tables';
import { log } from '@/lib/log';

/**
 * Logs in which tables rows stay for ever: they are in the default partition, and are removed with their partition only. It
 * changes nothing, so it returns 0.
 */
export async function warnOfDefault(): Promise<number> {
  for (const { name, keptSince, onlyWithPartition } of PARTITIONED_TABLES) {
    if (!onlyWithPartition || !keptSince?.()) continue;
    const partition = `${name}_default`;
    const [row] = await db().$queryRaw<{ hasRows: boolean }[]>`
      SELECT EXISTS (SELECT FROM ${Prisma.raw(partition)}) AS "hasRows"`;
    if (row?.hasRows) log.warn({ partition }, 'Rows in the default partition are never removed');
  }
  return 0;
}
