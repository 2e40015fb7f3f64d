import { z } from 'zod';
import { MessageStatus } from '@/lib/db/generated/enums';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import type { MessageView } from '@/lib/domain/messages/view';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';

/** A message in a response. */
export const messageResource = z.strictObject({
  id: z.string(),
  status: z
    .enum(MessageStatus)
    .describe('Starts as `queued`, then `sent`, and ends as `delivered`, `undelivered` or `expired`.'),
  to: z.string().describe('The phone number in E.164.'),
  from: z.string().nullable(),
  text: z.string(),
  segments: z.int().describe('How many parts the text is sent and charged as.'),
  price: moneyResource.describe('What was charged.'),
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
  settled_at: z.iso.datetime().nullable().describe('When the status became final.'),
});

/** A message as the API shows it. */
export function toMessageResource(message: MessageView): z.infer<typeof messageResource> {
  return {
    id: message.id,
    status: message.status,
    to: message.to,
    from: message.from,
    text: message.text,
    segments: message.segments,
    price: toMoneyResource(message.price),
    created_at: message.createdAt.toISOString(),
    sent_at: message.sentAt?.toISOString() ?? null,
    settled_at: message.finalizedAt?.toISOString() ?? null,
  };
}

/** For the documentation. */
export const exampleMessage = {
  id: 'msg_7fKq2WmX9aBt4RvN1sLcYd',
  status: 'queued',
  to: MAGIC_NUMBERS.delivered,
  from: 'Acme',
  text: 'Your code is 123456',
  segments: 1,
  price: { amount: '0.0800', currency: 'EUR' },
  created_at: '2026-11-26T10:15:00.000Z',
  sent_at: null,
  settled_at: null,
} as const satisfies z.infer<typeof messageResource>;
