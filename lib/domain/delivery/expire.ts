import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { failAndRefund } from '@/lib/domain/delivery/fail-and-refund';
import { oldestValid } from '@/lib/domain/delivery/validity';

const BATCH = 100;

/** Expires live messages that no carrier accepted while they were valid, refunds each, and returns how many. */
export async function expireMessages(): Promise<number> {
  const overdue = await db().message.findMany({
    where: {
      environment: 'live',
      status: 'queued',
      OR: [
        { validUntil: { lte: now() } },
        {
          createdAt: { lte: oldestValid() },
          OR: [{ scheduledAt: null }, { scheduledAt: { lte: oldestValid() } }],
        },
      ],
      // A message that a worker is submitting at this moment is due later.
      nextStepAt: { lte: now() },
    },
    select: { id: true, lastError: true },
    take: BATCH,
  });
  let expired = 0;
  for (const { id, lastError } of overdue) {
    const reason = lastError ?? 'No carrier accepted it in time.';
    if (await failAndRefund({ id, status: 'expired', reason })) expired += 1;
  }
  return expired;
}
