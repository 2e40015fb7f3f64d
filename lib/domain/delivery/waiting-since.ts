import { HOUR, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';

/** Longer than a row is created before it is stored, and than what the clocks of processes differ. */
const LATE_MS = HOUR;

interface Known {
  since: Date;
  /** When it was read. */
  at: Date;
}

const known = new Map<string, Known>();

/**
 * No row of a queue that still has a next step was created before this time, so that workers read only the newest partitions. It
 * is read every minute: rows that are older than it says can wait that long.
 */
export async function waitingSince(table: string): Promise<Date> {
  const at = now();
  const last = known.get(table);
  if (last && Math.abs(at.getTime() - last.at.getTime()) < MINUTE) return last.since;
  const [row] = await db().$queryRaw<{ oldest: Date | null }[]>`
    SELECT min(created_at) AS oldest FROM ${Prisma.raw(table)} WHERE next_step_at IS NOT NULL`;
  const newest = new Date(at.getTime() - LATE_MS);
  const since = row?.oldest && row.oldest < newest ? row.oldest : newest;
  known.set(table, { since, at });
  return since;
}
