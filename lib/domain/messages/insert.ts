import { SECOND } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import type { PricedMessage } from '@/lib/domain/messages/price';
import type { MessageView } from '@/lib/domain/messages/view';

/** One text to one or more numbers. */
export interface Outgoing {
  sender: string | null;
  text: string;
  segments: number;
  createdAt: Date;
  messages: readonly PricedMessage[];
}

const INSERT_MESSAGES = {
  name: 'insert-messages',
  text: `
    INSERT INTO messages (id, workspace_id, environment, api_key_id, recipient, sender, text, segments, price,
      created_at, next_step_at)
    SELECT message.id, $1, $2, $3, message.recipient, $4, $5, $6, message.price, $7, $8
    FROM unnest($9::text[], $10::text[], $11::bigint[]) AS message(id, recipient, price)`,
};

/** Queues messages for the worker. */
export function insertMessages(
  tx: PreparedTransaction,
  { workspaceId, environment, keyId }: ApiKeyActor,
  { sender, text, segments, createdAt, messages }: Outgoing,
): void {
  // In the sandbox each status stays long enough to be seen.
  const nextStepAt = environment === 'live' ? createdAt : new Date(createdAt.getTime() + SECOND);
  tx.run(INSERT_MESSAGES, [
    workspaceId,
    environment,
    keyId,
    sender,
    text,
    segments,
    createdAt,
    nextStepAt,
    messages.map(({ id }) => id),
    messages.map(({ recipient }) => recipient),
    messages.map(({ price }) => price),
  ]);
}

/** Messages that were just queued, as their sender sees them. */
export function toViews(
  { sender, text, segments, createdAt, messages }: Outgoing,
  currency: string,
): MessageView[] {
  return messages.map(({ id, recipient, price }) => ({
    id,
    status: 'queued',
    to: recipient,
    from: sender,
    text,
    segments,
    price: { amount: price, currency },
    createdAt,
    sentAt: null,
    finalizedAt: null,
  }));
}
