import { z } from 'zod';
import { MessageStatus } from '@/lib/db/generated/enums';
import { BATCH_STATUSES } from '@/lib/domain/batches/schema';
import type { BatchView } from '@/lib/domain/batches/view';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';

/** A batch in a response. */
export const batchResource = z.strictObject({
  id: z.string(),
  number: z.int().describe('Counted from 1 in the workspace. Paths accept it instead of the id.'),
  status: z
    .enum(BATCH_STATUSES)
    .describe('`queued`: nothing was submitted. `completed`: every message has its final status.'),
  text: z
    .string()
    .nullable()
    .describe('As it was sent, with the names of its variables. Null if texts are not stored.'),
  from: z.string().nullable(),
  to: z.array(z.string()).readonly().describe('The first 100 numbers, in E.164.'),
  recipients: z.int().describe('How many messages the batch has.'),
  segments: z.int().describe('Of all messages.'),
  price: moneyResource.describe('What all messages cost together.'),
  statuses: z.record(z.enum(MessageStatus), z.int()).describe('How many messages have each status.'),
  created_at: z.iso.datetime(),
  scheduled_at: z.iso.datetime().nullable().describe('When the first message is sent; null: at once.'),
  per_minute: z.int().nullable().describe('How many are sent a minute; null: all at the same time.'),
});

/** A batch as the API shows it. */
export function toBatchResource(batch: BatchView): z.infer<typeof batchResource> {
  return {
    id: batch.id,
    number: batch.number,
    status: batch.status,
    text: batch.text,
    from: batch.from,
    to: batch.to,
    recipients: batch.recipients,
    segments: batch.segments,
    price: toMoneyResource(batch.price),
    statuses: batch.statuses,
    created_at: batch.createdAt.toISOString(),
    scheduled_at: batch.scheduledAt?.toISOString() ?? null,
    per_minute: batch.perMinute,
  };
}

/** For the documentation. */
export const exampleBatch = {
  id: 'batch_4TzPq8RkWnC1sVx7MbYh2L',
  number: 17,
  status: 'queued',
  text: 'Hello {{name}}, your code is {{code}}',
  from: 'Acme',
  to: [MAGIC_NUMBERS.delivered, MAGIC_NUMBERS.undelivered],
  recipients: 2,
  segments: 2,
  price: { amount: '0.1600', currency: 'EUR' },
  statuses: { queued: 2, sent: 0, delivered: 0, undelivered: 0, expired: 0, canceled: 0 },
  created_at: '2026-11-26T10:15:00.000Z',
  scheduled_at: null,
  per_minute: null,
} as const satisfies z.infer<typeof batchResource>;

/** For the documentation. */
export const exampleRecipients = [
  { to: MAGIC_NUMBERS.delivered, variables: { name: 'Ada', code: '123456' } },
  { to: MAGIC_NUMBERS.undelivered, variables: { name: 'Grace', code: '654321' } },
];
