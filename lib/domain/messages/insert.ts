import { SECOND } from '@/lib/clock';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { ApiKeyActor } from '@/lib/domain/actor';
import { countQueued } from '@/lib/domain/message-totals/count-queued';
import type { PricedMessage } from '@/lib/domain/messages/price';
import type { MessageView } from '@/lib/domain/messages/view';
import { hashText, shownText, storesText, toWaitingText } from '@/lib/domain/outbox/stored-text';

/** A message that is to be queued. */
export interface NewMessage extends PricedMessage {
  text: string;
  /** When it is to be sent; null: at once. */
  scheduledAt: Date | null;
}

/** What a sender can say about messages besides their texts. */
export interface SenderDetails {
  label: string | null;
  /** The sender's own id. */
  reference: string | null;
  flash: boolean;
  /** In hexadecimal digits. */
  userDataHeader: string | null;
}

const NO_DETAILS: SenderDetails = { label: null, reference: null, flash: false, userDataHeader: null };

/** Messages of one sender. */
export interface Outgoing {
  sender: string | null;
  createdAt: Date;
  /** The batch that they belong to, if any. */
  batchId: string | null;
  /** Gets the events of these messages; null: the one of the batch, if it has one. */
  callbackUrl?: string | null;
  /** What is sent instead of the text of each message, sealed: see `Message.sealedText`. */
  sealedText?: Buffer | null;
  /** No carrier gets them at or after this time. Null: it waits as long as other messages. */
  validUntil?: Date | null;
  details?: SenderDetails | undefined;
  /** Whether a repetition of a text must be recognized later. */
  recognizesRepeats?: boolean;
  messages: readonly NewMessage[];
}

const INSERT_MESSAGES = {
  name: 'insert-messages',
  text: `
    INSERT INTO messages (id, workspace_id, environment, api_key_id, batch_id, recipient, country, sender, text,
      segments, price, created_at, scheduled_at, next_step_at, callback_url, sealed_text, valid_until,
      label, reference, flash, user_data_header, text_hash, request_id)
    SELECT message.id, $1, $2, $3, $4, message.recipient, message.country, $5, message.text, message.segments,
      message.price, $6, message.scheduled_at, COALESCE(message.scheduled_at, $7), $15, message.sealed_text,
      $17::timestamptz, $18, $19, $20::boolean, $21, message.text_hash, $23
    FROM unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::smallint[], $13::bigint[], $14::timestamptz[],
      $16::bytea[], $22::bytea[])
      AS message(id, recipient, country, text, segments, price, scheduled_at, sealed_text, text_hash)`,
};

/** How many messages one statement stores. */
const SLICE = 1_000;

/** Queues messages for the worker. The statements are sent at once, so that what follows can refer to their rows. */
export async function insertMessages(
  tx: PreparedTransaction,
  apiKey: ApiKeyActor,
  {
    sender,
    createdAt,
    batchId,
    callbackUrl = null,
    sealedText = null,
    validUntil = null,
    details = NO_DETAILS,
    recognizesRepeats = false,
    messages,
  }: Outgoing,
): Promise<void> {
  const { workspaceId, environment, keyId, requestId } = apiKey;
  // In the sandbox each status stays long enough to be seen.
  const nextStepAt = environment === 'live' ? createdAt : new Date(createdAt.getTime() + SECOND);
  const hashes = recognizesRepeats && !storesText();
  const insert = (slice: readonly NewMessage[]) => {
    const waiting = slice.map(({ text }) => toWaitingText({ text, sealedText }));
    return tx.query(INSERT_MESSAGES, [
      workspaceId,
      environment,
      keyId,
      batchId,
      sender,
      createdAt,
      nextStepAt,
      slice.map(({ id }) => id),
      slice.map(({ recipient }) => recipient),
      slice.map(({ country }) => country ?? null),
      waiting.map(({ text }) => text),
      slice.map(({ segments }) => segments),
      slice.map(({ price }) => price),
      slice.map(({ scheduledAt }) => scheduledAt),
      callbackUrl,
      waiting.map((each) => each.sealedText),
      validUntil,
      details.label,
      details.reference,
      details.flash,
      details.userDataHeader,
      slice.map(({ text }) => (hashes ? hashText(workspaceId, text) : null)),
      requestId ?? null,
    ]);
  };
  const inserted: Promise<unknown>[] = [];
  for (let start = 0; start < messages.length; start += SLICE) {
    inserted.push(insert(messages.slice(start, start + SLICE)));
  }
  countQueued(tx, apiKey, createdAt, messages);
  await Promise.all(inserted);
}

/** Messages that were just queued, as their sender sees them. */
export function toViews(
  { sender, createdAt, batchId, details = NO_DETAILS, messages }: Outgoing,
  currency: string,
): MessageView[] {
  return messages.map(({ id, recipient, country, text, segments, price, scheduledAt }) => ({
    id,
    batchId,
    status: 'queued',
    to: recipient,
    country: country ?? null,
    from: sender,
    text: shownText(text),
    segments,
    price: { amount: price, currency },
    attempts: 0,
    createdAt,
    scheduledAt,
    sentAt: null,
    finalizedAt: null,
    label: details.label,
    reference: details.reference,
  }));
}
