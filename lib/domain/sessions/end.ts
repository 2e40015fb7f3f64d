import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { CustomerActor, StaffActor } from '@/lib/domain/actor';

/** Ends the sessions that match, from the next request, and returns how many. */
export async function endSessions(
  tx: Transaction,
  which: { id: string } | { userId: string; id?: string | { not: string } },
): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { ...which, endedAt: null },
    data: { endedAt: now() },
  });
  return count;
}

/** Ends the other sessions of a signed-in user, and returns how many. */
export async function endOtherSessions(
  tx: Transaction,
  { userId, sessionId }: CustomerActor | StaffActor,
): Promise<number> {
  return endSessions(tx, { userId, id: { not: sessionId } });
}
