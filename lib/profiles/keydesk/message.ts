import { z } from 'zod';
import { MessageStatus } from '@/lib/db/generated/enums';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { MessageView } from '@/lib/domain/messages/view';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';

/** A message in a response. */
export const messageResource = z.strictObject({
  id: z.string(),
  batch_id: z.string().nullable().describe('The batch that it was sent in, if any.'),
  status: z
    .enum(MessageStatus)
    .describe(
      'Starts as `queued`, then `sent`, and ends as `delivered`, `undelivered` or `expired`; or `canceled`.',
    ),
  to: z.string().describe('The phone number in E.164.'),
  country: z.string().nullable().describe('The country of the number (ISO 3166-1 alpha-2), if it is known.'),
  from: z.string().nullable(),
  text: z.string().nullable().describe('Null if texts are not stored.'),
  segments: z.int().describe('How many parts the text is sent and charged as.'),
  price: moneyResource.describe('What was charged.'),
  created_at: z.iso.datetime(),
  scheduled_at: z.iso.datetime().nullable().describe('When it is to be sent; null: at once.'),
  sent_at: z.iso.datetime().nullable(),
  settled_at: z.iso.datetime().nullable().describe('When the status became final.'),
});

/** A message as the API shows it. */
export function toMessageResource(message: MessageView): z.infer<typeof messageResource> {
  return {
    id: message.id,
    batch_id: message.batchId,
    status: message.status,
    to: message.to,
    country: message.country,
    from: message.from,
    text: message.text,
    segments: message.segments,
    price: toMoneyResource(message.price),
    created_at: message.createdAt.toISOString(),
    scheduled_at: message.scheduledAt?.toISOString() ?? null,
    sent_at: message.sentAt?.toISOString() ?? null,
    settled_at: message.finalizedAt?.toISOString() ?? null,
  };
}

/** For the documentation. */
export const exampleMessage = {
  id: 'msg_7fKq2WmX9aBt4RvN1sLcYd',
  batch_id: null,
  status: 'queued',
  to: MAGIC_NUMBERS.delivered,
  country: null,
  from: 'Acme',
  text: 'Your code is 123456',
  segments: 1,
  price: { amount: '0.0800', currency: 'EUR' },
  created_at: '2026-11-26T10:15:00.000Z',
  scheduled_at: null,
  sent_at: null,
  settled_at: null,
} as const satisfies z.infer<typeof messageResource>;
