import { z } from 'zod';
import type { BatchView } from '@/lib/domain/batches/view';
import { bulkFields, exampleBulk, MAX_BULK_BYTES, readBulk } from '@/lib/profiles/esms-africa/bulk';
import { money } from '@/lib/profiles/esms-africa/money';
import { scheduleFields, timeOf } from '@/lib/profiles/esms-africa/schedule';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

function statusOf({ scheduledAt, perMinute }: BatchView): 'sending' | 'scheduled' | 'dripping' {
  if (scheduledAt) return 'scheduled';
  return perMinute === null ? 'sending' : 'dripping';
}

/** Queues a text to many recipients. */
export const messagesSendBulk = route({
  operation: 'batches.send',
  method: 'POST',
  path: '/messages/send-bulk',
  scope: 'send',
  docs: {
    group: 'Messages',
    summary: 'Send a message to many recipients',
    description: 'Either all messages are queued and charged, or none. The body can have 4 MiB.',
    example: {
      body: exampleBulk,
      response: {
        batch_id: 'batch_9rJm4DfU2xEa7NqC0vTwSh',
        total_recipients: 2,
        estimated_cost: 0.02,
        status: 'sending',
      },
    },
  },
  body: z.strictObject({
    ...bulkFields,
    schedule_mode: z
      .enum(['now', 'scheduled', 'drip'])
      .nullish()
      .describe('`scheduled` needs `scheduled_at`, and `drip` needs `drip_rate`.'),
    ...scheduleFields,
    drip_rate: z.int().nullish().describe('How many messages to send a minute: 1 to 600.'),
  }),
  maxBodyBytes: MAX_BULK_BYTES,
  read: ({ body }) => ({
    ...readBulk(body),
    at: timeOf(body),
    // Without a rate, 0 is refused: a drip needs one.
    perMinute: body.schedule_mode === 'drip' ? (body.drip_rate ?? 0) : undefined,
  }),
  fields: { from: 'sender_id', at: 'scheduled_at', perMinute: 'drip_rate' },
  status: 200,
  response: z.strictObject({
    batch_id: z.string(),
    total_recipients: z.int(),
    estimated_cost: z.number(),
    status: z.enum(['sending', 'scheduled', 'dripping']),
  }),
  write: ({ batch }) => ({
    batch_id: batch.id,
    total_recipients: batch.recipients,
    estimated_cost: writeAmount(money, batch.price.amount),
    status: statusOf(batch),
  }),
});
