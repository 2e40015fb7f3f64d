import { MINUTE, now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Carrier } from '@/lib/domain/carrier/carrier';
import { currentCarrier } from '@/lib/domain/carrier/current';
import type { CarrierQueue, QueuedRow } from '@/lib/domain/delivery/carrier-queue';
import { failAndRefund } from '@/lib/domain/delivery/fail-and-refund';
import { messageQueue } from '@/lib/domain/delivery/message-queue';
import { oldestWaiting } from '@/lib/domain/delivery/oldest-waiting';
import { oldestValid } from '@/lib/domain/delivery/validity';
import { voiceCallQueue } from '@/lib/domain/delivery/voice-call-queue';
import { unsealText } from '@/lib/domain/outbox/sealed-text';
import { withoutText } from '@/lib/domain/outbox/stored-text';
import { type Outbox, submitDue } from '@/lib/domain/outbox/submit-due';
import type { SubmitResult } from '@/lib/domain/outbox/submit-result';
import { log } from '@/lib/log';

/** Submits a row. A sealed text is opened for the carrier alone. */
async function submit<Row extends QueuedRow>(
  { noun, toOutgoing }: CarrierQueue<Row, string>,
  row: Row,
  carrier: Carrier,
): Promise<SubmitResult> {
  const { id, text, sealedText } = row;
  if (!sealedText) return carrier.submit(toOutgoing(row, text));
  let opened: string;
  try {
    opened = unsealText(sealedText);
  } catch (err) {
    log.error({ id, err }, `The sealed text of a ${noun} cannot be opened`);
    return { outcome: 'refused', reason: 'The sealed text cannot be opened.' };
  }
  const result = await carrier.submit(toOutgoing(row, opened));
  return result.outcome === 'accepted' ? result : { ...result, reason: withoutText(result.reason) };
}

/** Logs which accepted rows are still queued, and so are submitted again. The others have a report already. */
async function warnOfQueued<Row extends QueuedRow>(
  { table, noun }: CarrierQueue<Row, string>,
  accepted: string[],
  createdSince: Date,
): Promise<void> {
  const queued = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM ${Prisma.raw(table)}
    WHERE id = ANY(${accepted}) AND status = 'queued' AND created_at >= ${createdSince}`;
  for (const { id } of queued) log.error({ id }, `A ${noun} that the carrier accepted is still queued`);
}

/** The queued rows of an environment. A report can arrive before the result of `submit` is recorded. */
function outboxOf<Row extends QueuedRow, Status extends string>(
  queue: CarrierQueue<Row, Status>,
  environment: Environment,
  carrier: Carrier,
  createdSince: Date,
): Outbox<Row> {
  const table = Prisma.raw(queue.table);
  return {
    kind: { queue: queue.table, environment },
    table: {
      name: queue.table,
      dueAt: 'next_step_at',
      columns: Prisma.sql`
        ${table}.id, recipient, sender, text, sealed_text AS "sealedText", attempts ${queue.moreColumns}`,
      condition: Prisma.sql`
        environment = ${environment}::"Environment" AND status = 'queued'
        AND ${queue.waitingSince} > ${oldestValid()}
        AND (valid_until IS NULL OR valid_until > ${now()})
        AND NOT EXISTS (SELECT FROM workspaces w WHERE w.id = ${table}.workspace_id AND w.closed_at IS NOT NULL)`,
      createdSince,
      leaseMs: 15 * SECOND,
    },
    backOff: { firstMs: 2 * SECOND, longestMs: 15 * MINUTE },

    submit: (row) => submit(queue, row, carrier),

    async recordAccepted(ids) {
      const at = now();
      const { askAfterMs } = carrier;
      const nextStepAt = askAfterMs === null ? null : new Date(at.getTime() + askAfterMs);
      const changed = await db().$transaction((tx) => queue.accept(tx, ids, { at, nextStepAt }));
      if (changed < ids.length) await warnOfQueued(queue, ids, createdSince);
    },

    async recordRefused({ id }, reason) {
      await failAndRefund(queue, { id, status: queue.refused, reason });
    },

    async recordFailed({ id, attempts }, reason, nextAttemptAt) {
      log.warn({ id, attempts, reason }, `A ${queue.noun} could not be submitted to the carrier`);
      await db().$executeRaw`
        UPDATE ${table} SET last_error = ${reason}, next_step_at = ${nextAttemptAt}
        WHERE id = ${id} AND status = 'queued' AND created_at >= ${createdSince}`;
    },
  };
}

async function dispatch<Row extends QueuedRow, Status extends string>(
  queue: CarrierQueue<Row, Status>,
  environment: Environment,
  carrier: Carrier | undefined,
  batch: number,
): Promise<number> {
  if (!carrier) return 0;
  return submitDue(outboxOf(queue, environment, carrier, await oldestWaiting(queue.table)), batch);
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
  return dispatch(messageQueue, environment, carrier, batch);
}

/** Does the same with voice calls. */
export async function dispatchVoiceCalls(
  environment: Environment,
  batch: number,
  carrier: Carrier | undefined = currentCarrier(environment, 'calls'),
): Promise<number> {
  return dispatch(voiceCallQueue, environment, carrier, batch);
}
