import { db } from '@/lib/db/client';

/** How many statements wait for a lock in the database of this test file. */
export async function waitingForLocks(): Promise<number> {
  const [found] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return found?.count ?? 0;
}
