import { z } from 'zod';
import type { MessageStats } from '@/lib/domain/messages/stats';
import { money } from '@/lib/profiles/23telecom/money';
import { periodQuery, toPeriod } from '@/lib/profiles/23telecom/period';
import { writeAmount } from '@/lib/profiles/money';
import { route } from '@/lib/profiles/route';

const stats = z.strictObject({
  total_sent: z.int().describe('All messages of the period.'),
  sent: z.int().describe('Those that were submitted: delivered, undelivered, pending and expired.'),
  delivered: z.int(),
  undelivered: z.int(),
  pending: z.int(),
  expired: z.int(),
  not_billed: z.int().describe('Those whose cost was refunded.'),
  failed: z.int(),
  click_count: z.int(),
  unique_click_count: z.int(),
  action_count: z.int(),
  sent_rate: z.number().describe('`sent` as a percentage of `total_sent`.'),
  delivery_rate: z.number().describe('`delivered` as a percentage of `sent`.'),
  total_cost: z.number(),
  avg_cost_per_msg: z.number(),
  currency: z.string(),
});

/** A percentage with two decimals; 0 of nothing. */
const percentage = (part: number, whole: number) =>
  whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100;

function toStats({ messages, statuses, refunded, price }: MessageStats): z.input<typeof stats> {
  const pending = statuses.queued + statuses.sent;
  const { delivered, undelivered, expired, canceled } = statuses;
  const sent = delivered + undelivered + pending + expired;
  const billed = BigInt(messages - refunded);
  return {
    total_sent: messages,
    sent,
    delivered,
    undelivered,
    pending,
    expired,
    not_billed: refunded,
    failed: canceled,
    click_count: 0,
    unique_click_count: 0,
    action_count: 0,
    sent_rate: percentage(sent, messages),
    delivery_rate: percentage(delivered, sent),
    total_cost: writeAmount(money, price.amount),
    avg_cost_per_msg: billed === 0n ? 0 : writeAmount(money, price.amount / billed),
    currency: price.currency,
  };
}

/** How many messages got which status, and what they cost. */
export const smsStats = route({
  operation: 'messages.stats',
  method: 'GET',
  path: '/sms/stats',
  scope: 'sms.read',
  docs: {
    group: 'SMS',
    summary: 'Read statistics',
    example: {
      query: { period: '7d' },
      response: {
        status: true,
        stats: {
          total_sent: 100,
          sent: 98,
          delivered: 95,
          undelivered: 1,
          pending: 2,
          expired: 0,
          not_billed: 2,
          failed: 2,
          click_count: 0,
          unique_click_count: 0,
          action_count: 0,
          sent_rate: 98,
          delivery_rate: 96.94,
          total_cost: 3.43,
          avg_cost_per_msg: 0.035,
          currency: 'EUR',
        },
        period: { from: '2026-11-19T10:15:00.000Z', to: '2026-11-26T10:15:00.000Z' },
      },
    },
  },
  query: z.strictObject(periodQuery),
  read: ({ query }) => toPeriod(query),
  fields: { since: 'from', until: 'to' },
  status: 200,
  response: z.strictObject({
    status: z.literal(true),
    stats,
    period: z.strictObject({ from: z.iso.datetime(), to: z.iso.datetime() }),
  }),
  write: (output) => ({
    status: true as const,
    stats: toStats(output),
    period: { from: output.period.since.toISOString(), to: output.period.until.toISOString() },
  }),
});
