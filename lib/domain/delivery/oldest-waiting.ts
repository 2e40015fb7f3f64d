import { HOUR, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { log } from '@/lib/log';

/** Longer than it takes to store a row after it was created, and than the clocks of processes differ. */
const LATE_MS = HOUR;

interface Known {
  since: Date;
  /** When it was read. */
  at: Date;
}

const known = new Map<string, Known>();
/** What is being read now: the loops of a worker need it at the same time. */
const reading = new Map<string, Promise<Date>>();

async function read(table: string, at: Date): Promise<Date> {
  const [row] = await db().$queryRaw<{ oldest: Date | null }[]>`
    SELECT min(created_at) AS oldest FROM ${Prisma.raw(table)} WHERE next_step_at IS NOT NULL`;
  const newest = new Date(at.getTime() - LATE_MS);
  return row?.oldest && row.oldest < newest ? row.oldest : newest;
}

/** Reads it anew. If that fails, what was read last is good for another minute. */
async function refresh(table: string, at: Date, last: Known | undefined): Promise<Date> {
  try {
    const since = await read(table, at);
    known.set(table, { since, at });
    return since;
  } catch (err) {
    if (!last) throw err;
    log.warn({ table, err }, 'When the oldest row that waits was created could not be read');
    known.set(table, { since: last.since, at });
    return last.since;
  } finally {
    reading.delete(table);
  }
}

/**
 * When the oldest row of a queue that still has a next step was created, but at least an hour ago, so that workers read only
 * the newest partitions. It is read every minute: rows that are older than it says can wait that long.
 */
export async function oldestWaiting(table: string): Promise<Date> {
  const at = now();
  const last = known.get(table);
  if (last && Math.abs(at.getTime() - last.at.getTime()) < MINUTE) return last.since;
  const current = reading.get(table) ?? refresh(table, at, last);
  reading.set(table, current);
  return current;
}
