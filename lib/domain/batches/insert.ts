import { MINUTE } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { BatchPlan } from '@/lib/domain/batches/plan';
import type { BatchView } from '@/lib/domain/batches/view';
import { insertMessages } from '@/lib/domain/messages/insert';
import type { PricedMessage } from '@/lib/domain/messages/price';

/** How many messages one statement stores. Their texts are in memory at the same time. */
const SLICE = 1_000;

const INSERT_BATCH = {
  name: 'insert-batch',
  text: `
    INSERT INTO message_batches (id, workspace_id, environment, api_key_id, text, sender, first_recipients, recipients,
      segments, price, scheduled_at, per_minute, callback_url, created_at, skipped, number)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, COALESCE(max(number), 0) + 1
    FROM message_batches WHERE workspace_id = $2
    RETURNING number`,
};

/** A batch that has no number yet. */
export type NewBatch = Omit<BatchView, 'number'>;

/** When each message of a batch is to be sent; null: at once. */
function timesOf({ createdAt, scheduledAt, perMinute }: NewBatch): (index: number) => Date | null {
  if (perMinute === null) return () => scheduledAt;
  const first = (scheduledAt ?? createdAt).getTime();
  return (index) => new Date(first + Math.floor((index * MINUTE) / perMinute));
}

/**
 * Stores a batch, queues its messages for the worker, and returns the number of the batch. The transaction must have
 * locked the workspace, so that two batches never get the same number.
 */
export async function insertBatch(
  tx: PreparedTransaction,
  actor: ApiKeyActor,
  batch: NewBatch,
  { template, messages: planned }: BatchPlan,
  priced: readonly PricedMessage[],
): Promise<number> {
  const inserted = tx.query<{ number: number }>(INSERT_BATCH, [
    batch.id,
    actor.workspaceId,
    actor.environment,
    actor.keyId,
    batch.text,
    batch.from,
    batch.to,
    batch.recipients,
    batch.segments,
    batch.price.amount,
    batch.scheduledAt,
    batch.perMinute,
    batch.callbackUrl,
    batch.createdAt,
    batch.skipped,
  ]);
  const timeOf = timesOf(batch);
  for (let start = 0; start < priced.length; start += SLICE) {
    const messages = priced.slice(start, start + SLICE).map((message, offset) => ({
      ...message,
      text: template.render(planned[start + offset]?.variables ?? {}),
      scheduledAt: timeOf(start + offset),
    }));
    await insertMessages(tx, actor, {
      sender: batch.from,
      createdAt: batch.createdAt,
      batchId: batch.id,
      messages,
    });
  }
  const [row] = await inserted;
  if (!row) throw new Error('A batch was not stored.');
  return row.number;
}
