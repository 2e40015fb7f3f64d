import { now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Outcome, outcomeOf } from '@/lib/domain/messaging/magic-numbers';

const BATCH = 200;

/**
 * Takes the next step of sandbox messages that are due, queued → sent → settled, and returns how many moved.
 * Several workers may do so at once: each message is one worker's at a time.
 */
export async function advanceSandboxMessages(): Promise<number> {
  const at = now();
  return db().$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string; recipient: string; status: 'queued' | 'sent' }[]>`
      SELECT id, recipient, status FROM messages
      WHERE environment = 'sandbox' AND next_step_at <= ${at}
      ORDER BY next_step_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;

    const sent = due.filter(({ status }) => status === 'queued').map(({ id }) => id);
    if (sent.length > 0) {
      await tx.message.updateMany({
        where: { id: { in: sent } },
        data: { status: 'sent', sentAt: at, nextStepAt: new Date(at.getTime() + SECOND) },
      });
    }

    const settled = new Map<Outcome, string[]>();
    for (const { id, recipient, status } of due) {
      if (status !== 'sent') continue;
      const outcome = outcomeOf(recipient);
      settled.set(outcome, [...(settled.get(outcome) ?? []), id]);
    }
    for (const [status, ids] of settled) {
      await tx.message.updateMany({
        where: { id: { in: ids } },
        data: { status, settledAt: at, nextStepAt: null },
      });
    }
    return due.length;
  });
}
