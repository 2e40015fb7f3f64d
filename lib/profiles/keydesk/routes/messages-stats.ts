import { z } from 'zod';
import { MessageStatus } from '@/lib/db/generated/enums';
import { statsSchema } from '@/lib/domain/messages/schema';
import { moneyResource, toMoneyResource } from '@/lib/profiles/keydesk/money';
import { route } from '@/lib/profiles/route';

/** Statistics of a period. */
export const messagesStats = route({
  operation: 'messages.stats',
  method: 'GET',
  path: '/statistics',
  scope: 'messages.read',
  docs: {
    group: 'Messages',
    summary: 'Count the messages of a period by status',
    description: 'Without `since` and `until` it is the last week. A period can have 92 days.',
    example: {
      query: { since: '2026-11-01T00:00:00Z', until: '2026-11-08T00:00:00Z' },
      response: {
        since: '2026-11-01T00:00:00.000Z',
        until: '2026-11-08T00:00:00.000Z',
        messages: 10,
        segments: 12,
        statuses: { queued: 0, sent: 1, delivered: 6, undelivered: 1, expired: 1, canceled: 1 },
        refunded: 1,
        price: { amount: '0.8800', currency: 'EUR' },
        delivery_rate: 0.75,
      },
    },
  },
  query: statsSchema,
  status: 200,
  response: z.strictObject({
    since: z.iso.datetime(),
    until: z.iso.datetime(),
    messages: z.int(),
    segments: z.int(),
    statuses: z.record(z.enum(MessageStatus), z.int()).describe('How many messages have each status.'),
    refunded: z.int().describe('How many ended without being submitted. Their price was refunded.'),
    price: moneyResource.describe('What the messages cost, without what was refunded.'),
    delivery_rate: z
      .number()
      .nullable()
      .describe('Delivered messages as a part of those that were submitted and are final, from 0 to 1.'),
  }),
  write: ({ period, price, deliveryRate, ...counts }) => ({
    since: period.since.toISOString(),
    until: period.until.toISOString(),
    ...counts,
    price: toMoneyResource(price),
    delivery_rate: deliveryRate,
  }),
});
