import { MINUTE, now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Carrier } from '@/lib/domain/carrier/carrier';
import { currentCarrier } from '@/lib/domain/carrier/current';
import { failAndRefund } from '@/lib/domain/delivery/fail-and-refund';
import { oldestValid } from '@/lib/domain/delivery/validity';
import { markSent } from '@/lib/domain/messages/change-status';
import { maskNumbers, unsealText } from '@/lib/domain/messages/sealed-text';
import { type Outbox, type OutboxRow, submitDue } from '@/lib/domain/outbox/submit-due';
import type { SubmitResult } from '@/lib/domain/outbox/submit-result';
import { log } from '@/lib/log';

interface QueuedMessage extends OutboxRow {
  recipient: string;
  sender: string | null;
  text: string;
  sealedText: Uint8Array | null;
  flash: boolean;
  userDataHeader: string | null;
}

/** Submits a message. The text of one with a sealed text is opened for the carrier alone. */
async function submit(message: QueuedMessage, carrier: Carrier): Promise<SubmitResult> {
  const { id, recipient: to, sender: from, text, sealedText, flash, userDataHeader } = message;
  const details = { ...(flash && { flash }), ...(userDataHeader !== null && { userDataHeader }) };
  if (!sealedText) return carrier.submit({ id, to, from, text, ...details });
  let opened: string;
  try {
    opened = unsealText(sealedText);
  } catch (err) {
    log.error({ message: id, err }, 'The sealed text of a message cannot be opened');
    return { outcome: 'refused', reason: 'The sealed text cannot be opened.' };
  }
  const result = await carrier.submit({ id, to, from, text: opened });
  return result.outcome === 'accepted' ? result : { ...result, reason: maskNumbers(result.reason) };
}

/** The queued messages of an environment. A report can arrive before the result of `submit` is recorded. */
function messageOutbox(environment: Environment, carrier: Carrier): Outbox<QueuedMessage> {
  return {
    table: {
      name: 'messages',
      dueAt: 'next_step_at',
      columns: Prisma.sql`messages.id, recipient, sender, text, sealed_text AS "sealedText", flash,
        user_data_header AS "userDataHeader", attempts`,
      condition: Prisma.sql`
        environment = ${environment}::"Environment" AND status = 'queued'
        AND COALESCE(scheduled_at, created_at) > ${oldestValid()}
        AND (valid_until IS NULL OR valid_until > ${now()})`,
      leaseMs: 15 * SECOND,
    },
    backOff: { firstMs: 2 * SECOND, longestMs: 15 * MINUTE },

    submit: (message) => submit(message, carrier),

    async recordAccepted(ids) {
      const at = now();
      const { askAfterMs } = carrier;
      const nextStepAt = askAfterMs === null ? null : new Date(at.getTime() + askAfterMs);
      await db().$transaction((tx) => markSent(tx, ids, { at, nextStepAt }));
    },

    async recordRefused({ id }, reason) {
      await failAndRefund({ id, status: 'undelivered', reason });
    },

    async recordFailed({ id, attempts }, reason, nextAttemptAt) {
      log.warn({ message: id, attempts, reason }, 'A message could not be submitted to the carrier');
      await db().message.updateMany({
        where: { id, status: 'queued' },
        data: { lastError: reason, nextStepAt: nextAttemptAt },
      });
    },
  };
}

/**
 * Submits up to `batch` messages that are due to the carrier of their environment, and returns how many. Without a
 * carrier they wait.
 */
export async function dispatchMessages(
  environment: Environment,
  batch: number,
  carrier: Carrier | undefined = currentCarrier(environment, 'messages'),
): Promise<number> {
  return carrier ? submitDue(messageOutbox(environment, carrier), batch) : 0;
}
