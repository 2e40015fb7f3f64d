import { HOUR } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { LedgerFilter } from '@/lib/domain/ledger/schema';

/** An entry is numbered this long after its time at most. A call waits for seconds. */
const LONGEST_WAIT_MS = HOUR;
/** The database has no year 0. */
const FIRST_MS = Date.parse('0001-01-01');

type Times = { gte?: Date; lt?: Date };

async function numberAt(
  where: Prisma.LedgerEntryWhereInput,
  direction: 'asc' | 'desc',
): Promise<bigint | undefined> {
  const found = await db().ledgerEntry.findFirst({
    where,
    orderBy: { createdAt: direction },
    select: { number: true },
  });
  return found?.number;
}

/**
 * The condition on the numbers of the entries that have these times. Lists are in the order of the numbers, so that without
 * it the database reads everything after and before some days.
 */
export async function numbersOfDays(
  own: Pick<LedgerFilter, 'environment'> & { workspaceId: string },
  { gte, lt }: Times,
): Promise<Prisma.LedgerEntryWhereInput> {
  const settled = gte && new Date(Math.max(gte.getTime() - LONGEST_WAIT_MS, FIRST_MS));
  const [before, after] = await Promise.all([
    settled && numberAt({ ...own, createdAt: { lt: settled } }, 'desc'),
    lt && numberAt({ ...own, createdAt: { gte: new Date(lt.getTime() + LONGEST_WAIT_MS) } }, 'asc'),
  ]);
  return {
    number: { ...(before !== undefined && { gt: before }), ...(after !== undefined && { lt: after }) },
  };
}
