import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { CarrierQueue, QueuedRow } from '@/lib/domain/delivery/carrier-queue';
import { messageQueue } from '@/lib/domain/delivery/message-queue';
import { oldestWaiting } from '@/lib/domain/delivery/oldest-waiting';
import { voiceCallQueue } from '@/lib/domain/delivery/voice-call-queue';

const BATCH = 200;

async function reportIn<Row extends QueuedRow, Status extends string>({
  table,
  accepted,
  outcomeOf,
  finalize,
}: CarrierQueue<Row, Status>): Promise<number> {
  const at = now();
  const since = await oldestWaiting(table);
  return db().$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string; recipient: string }[]>`
      SELECT id, recipient FROM ${Prisma.raw(table)}
      WHERE environment = 'sandbox' AND status = ${accepted} AND next_step_at <= ${at}
        AND created_at >= ${since}
      ORDER BY next_step_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;
    const byOutcome = Map.groupBy(due, ({ recipient }) => outcomeOf(recipient));
    for (const [status, rows] of byOutcome) {
      const ids = rows.map(({ id }) => id);
      await finalize(tx, ids, { from: 'accepted', status, at });
    }
    return due.length;
  });
}

/**
 * Gives sandbox messages and voice calls that are due their final status, which the number decides, and returns how
 * many. Several workers can run it at the same time.
 */
export async function reportSimulated(): Promise<number> {
  return (await reportIn(messageQueue)) + (await reportIn(voiceCallQueue));
}
