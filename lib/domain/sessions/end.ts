import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';

/** Ends the sessions that match, from the next request, and returns how many. */
export async function endSessions(
  tx: Transaction,
  which: { id: string } | { userId: string },
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { ...which, endedAt: null },
    data: { endedAt: now() },
  });
  return count;
}
