import { MINUTE, now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Carrier, Handover } from '@/lib/domain/carrier/carrier';
import { currentCarrier } from '@/lib/domain/carrier/current';
import { abandonMessage } from '@/lib/domain/delivery/abandon';
import { oldestValid } from '@/lib/domain/delivery/validity';
import { log } from '@/lib/log';

/** Longer than a carrier may take to answer. When it is over, what was claimed and not recorded is tried again. */
const LEASE_MS = 15 * SECOND;
const FIRST_PAUSE_MS = 2 * SECOND;
const LONGEST_PAUSE_MS = 15 * MINUTE;

interface Claimed {
  id: string;
  recipient: string;
  sender: string | null;
  text: string;
  attempts: number;
}

interface Handed {
  message: Claimed;
  handover: Handover;
}

/** Takes messages that are due for this worker alone, for as long as the lease. */
async function claim(environment: Environment, batch: number): Promise<Claimed[]> {
  const at = now();
  return db().$queryRaw<Claimed[]>`
    WITH due AS MATERIALIZED (
      SELECT id FROM messages
      WHERE environment = ${environment}::"Environment" AND status = 'queued'
        AND next_step_at <= ${at} AND created_at > ${oldestValid()}
      ORDER BY next_step_at LIMIT ${batch} FOR UPDATE SKIP LOCKED
    )
    UPDATE messages SET attempts = attempts + 1, next_step_at = ${new Date(at.getTime() + LEASE_MS)}
    FROM due WHERE messages.id = due.id
    RETURNING messages.id, recipient, sender, text, attempts`;
}

async function recordAccepted(ids: string[], { askAfterMs }: Carrier): Promise<void> {
  const sentAt = now();
  const nextStepAt = askAfterMs === null ? null : new Date(sentAt.getTime() + askAfterMs);
  // A report may have been faster.
  await db().message.updateMany({
    where: { id: { in: ids }, status: 'queued' },
    data: { status: 'sent', sentAt, nextStepAt, lastError: null },
  });
}

/** Twice as long after each attempt, a random half of it left out, so that a carrier that is back is not stormed. */
function pauseAfter(attempts: number, askedMs: number): number {
  const pause = FIRST_PAUSE_MS * 2 ** (attempts - 1) * (0.5 + Math.random() / 2);
  return Math.min(Math.max(pause, askedMs), LONGEST_PAUSE_MS);
}

async function recordFailure({ id, attempts }: Claimed, reason: string, askedMs = 0): Promise<void> {
  log.warn({ message: id, attempts, reason }, 'A message could not be given to the carrier');
  await db().message.updateMany({
    where: { id, status: 'queued' },
    data: { lastError: reason, nextStepAt: new Date(now().getTime() + pauseAfter(attempts, askedMs)) },
  });
}

async function recordRest({ message, handover }: Handed): Promise<void> {
  switch (handover.outcome) {
    case 'refused':
      await abandonMessage({ id: message.id, status: 'undelivered', reason: handover.reason });
      return;
    case 'failed':
      await recordFailure(message, handover.reason, handover.retryAfterMs);
      return;
    case 'accepted':
      return;
  }
}

/**
 * Gives up to `batch` messages that are due to their environment's carrier, and returns how many that were. Claim,
 * handover and record are apart: nothing is locked while the carrier thinks, and what a crash leaves between them is
 * given again under the same id.
 */
export async function dispatchMessages(
  environment: Environment,
  batch: number,
  carrier: Carrier | undefined = currentCarrier(environment),
): Promise<number> {
  if (!carrier) return 0;
  const claimed = await claim(environment, batch);
  const handed = await Promise.all(
    claimed.map(async (message): Promise<Handed> => {
      const { id, recipient: to, sender: from, text } = message;
      return { message, handover: await carrier.take({ id, to, from, text }) };
    }),
  );
  const accepted = handed.filter(({ handover }) => handover.outcome === 'accepted');
  if (accepted.length > 0) {
    await recordAccepted(
      accepted.map(({ message }) => message.id),
      carrier,
    );
  }
  await Promise.all(handed.map(recordRest));
  return claimed.length;
}
