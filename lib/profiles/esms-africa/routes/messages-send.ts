import { z } from 'zod';
import { exampleMessage, OTHER_COUNTRIES } from '@/lib/profiles/esms-africa/message';
import { money } from '@/lib/profiles/esms-africa/money';
import { scheduleFields, timeOf } from '@/lib/profiles/esms-africa/schedule';
import { toTime } from '@/lib/profiles/esms-africa/time';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

/** Queues one message. */
export const messagesSend = route({
  operation: 'messages.send',
  method: 'POST',
  path: '/messages/send',
  scope: 'send',
  docs: {
    group: 'Messages',
    summary: 'Send a message',
    example: {
      body: { to: exampleMessage.phone, text: exampleMessage.text, sender_id: exampleMessage.sender_id },
      response: {
        id: exampleMessage.id,
        status: 'submitted',
        segments: 1,
        cost: 0.01,
        cost_currency: 'USD',
        route_cost: 0.01,
        route_currency: 'USD',
        route: 'US',
        balance_after: 9.99,
        scheduled_at: null,
      },
    },
  },
  body: z.strictObject({
    to: z.string().describe('A phone number in E.164.'),
    text: z.string().describe('The text.'),
    sender_id: z.string().nullish().describe('The sender: a name, a short code or a phone number.'),
    route: z.string().nullish().describe('Ignored: the destination decides the route.'),
    schedule_mode: z.enum(['now', 'scheduled']).nullish().describe('`scheduled` needs `scheduled_at`.'),
    ...scheduleFields,
  }),
  read: ({ body }) => ({ to: body.to, text: body.text, from: body.sender_id ?? undefined, at: timeOf(body) }),
  fields: { from: 'sender_id', at: 'scheduled_at' },
  status: 200,
  response: z.strictObject({
    id: z.string(),
    status: z.enum(['submitted', 'scheduled', 'failed']),
    segments: z.int(),
    cost: z.number(),
    cost_currency: z.string(),
    route_cost: z.number(),
    route_currency: z.string(),
    route: z.string(),
    balance_after: z.number(),
    scheduled_at: z.string().nullable(),
  }),
  write({ messages, balance }) {
    const [message] = messages;
    if (!message) throw new Error('A send to one number has one message.');
    const { id, segments, price, country, scheduledAt } = message;
    const cost = writeAmount(money, price.amount);
    return {
      id,
      status: scheduledAt ? ('scheduled' as const) : ('submitted' as const),
      segments,
      cost,
      cost_currency: price.currency,
      route_cost: cost,
      route_currency: price.currency,
      route: country ?? OTHER_COUNTRIES,
      balance_after: writeAmount(money, balance.amount),
      scheduled_at: scheduledAt && toTime(scheduledAt),
    };
  },
});
