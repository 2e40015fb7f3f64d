import { z } from 'zod';
import type { MessageView } from '@/lib/domain/messages/view';
import { money } from '@/lib/profiles/esms-africa/money';
import { toWireStatus, wireStatus } from '@/lib/profiles/esms-africa/status';
import { toTime } from '@/lib/profiles/esms-africa/time';
import { writeAmount } from '@/lib/profiles/money';

/** The route of numbers that belong to no country. */
export const OTHER_COUNTRIES = 'OTHER';

export const messageFields = {
  id: z.string(),
  phone: z.string(),
  text: z.string(),
  sender_id: z.string().nullable(),
  route: z.string(),
  country: z.string().nullable(),
  segments: z.int(),
  cost: z.number(),
  currency: z.string(),
  status: wireStatus,
  error_code: z.string().nullable().describe('Why it failed: `undelivered`, `expired` or `canceled`.'),
  retry_count: z.int().describe('How often it was submitted again.'),
  created_at: z.string(),
  delivered_at: z.string().nullable(),
};

/** A message as the API shows it. */
export function toMessageFields(message: MessageView) {
  const { status, finalizedAt } = message;
  const wire = toWireStatus(message);
  return {
    id: message.id,
    phone: message.to,
    text: message.text ?? '',
    sender_id: message.from,
    route: message.country ?? OTHER_COUNTRIES,
    country: message.country,
    segments: message.segments,
    cost: writeAmount(money, message.price.amount),
    currency: message.price.currency,
    status: wire,
    error_code: wire === 'failed' ? status : null,
    retry_count: Math.max(0, message.attempts - 1),
    created_at: toTime(message.createdAt),
    delivered_at: status === 'delivered' && finalizedAt ? toTime(finalizedAt) : null,
  };
}

/** For the documentation. */
export const exampleMessage = {
  id: 'msg_3nYt8HsQ5cLw1PzG6kVbXe',
  phone: '+15005550100',
  text: 'Your code is 123456',
  sender_id: 'Acme',
  route: 'US',
  country: 'US',
  segments: 1,
  cost: 0.01,
  currency: 'USD',
  status: 'delivered',
  error_code: null,
  retry_count: 0,
  created_at: '2026-11-26T10:15:00Z',
  delivered_at: '2026-11-26T10:15:02Z',
} as const;
