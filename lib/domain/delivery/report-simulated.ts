import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { finalizeMessages } from '@/lib/domain/messages/change-status';
import { type Outcome, outcomeOf } from '@/lib/domain/messages/magic-numbers';

const BATCH = 200;

/**
 * Gives sandbox messages that are due their final status, which the number decides, and returns how many. Several
 * workers can run it at the same time.
 */
export async function reportSimulated(): Promise<number> {
  const at = now();
  return db().$transaction(async (tx) => {
    const due = await tx.$queryRaw<{ id: string; recipient: string }[]>`
      SELECT id, recipient FROM messages
      WHERE environment = 'sandbox' AND status = 'sent' AND next_step_at <= ${at}
      ORDER BY next_step_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;

    const finalized = new Map<Outcome, string[]>();
    for (const { id, recipient } of due) {
      const outcome = outcomeOf(recipient);
      finalized.set(outcome, [...(finalized.get(outcome) ?? []), id]);
    }
    for (const [status, ids] of finalized) {
      await finalizeMessages(tx, ids, { from: 'sent', status, at });
    }
    return due.length;
  });
}
