import { z } from 'zod';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { MessageView } from '@/lib/domain/messages/view';
import { EXAMPLE_PRICE, money } from '@/lib/profiles/hellio/money';
import { toReference } from '@/lib/profiles/hellio/reference';
import { toTime, toTimeOrNull } from '@/lib/profiles/hellio/time';
import { writeAmount } from '@/lib/profiles/money';

/** The statuses as the API writes them. */
export const STATUSES = {
  queued: 'queued',
  sent: 'sent',
  delivered: 'delivered',
  undelivered: 'failed',
  expired: 'expired',
  canceled: 'canceled',
} as const satisfies Record<MessageStatus, string>;

export const wireStatus = z.enum(Object.values(STATUSES));

/** The status of the domain for one of the API. */
export function toStatusFilter(wire: z.output<typeof wireStatus>): string | undefined {
  return Object.entries(STATUSES).find(([, name]) => name === wire)?.[0];
}

/** A message in a response. */
export const messageResource = z.strictObject({
  reference: z.uuid(),
  campaign_reference: z.uuid().nullable().describe('The campaign that it was sent in.'),
  mobile_number: z.string(),
  country: z.string().nullable(),
  sender: z.string().nullable(),
  message: z.string(),
  segments: z.int(),
  cost: z.string(),
  currency: z.string(),
  status: wireStatus,
  created_at: z.string(),
  sent_at: z.string().nullable(),
  delivered_at: z.string().nullable(),
});

/** A message as the API shows it. */
export function toMessageResource(message: MessageView): z.input<typeof messageResource> {
  const { batchId, status, price, finalizedAt } = message;
  return {
    reference: toReference(message.id),
    campaign_reference: batchId && toReference(batchId),
    mobile_number: message.to,
    country: message.country,
    sender: message.from,
    message: message.text ?? '',
    segments: message.segments,
    cost: writeAmount(money, price.amount),
    currency: price.currency,
    status: STATUSES[status],
    created_at: toTime(message.createdAt),
    sent_at: toTimeOrNull(message.sentAt),
    delivered_at: status === 'delivered' ? toTimeOrNull(finalizedAt) : null,
  };
}

/** For the documentation. */
export const exampleMessage = {
  reference: '6f9d4c1e-2b7a-4e0f-9c35-8d21f0a7b664',
  campaign_reference: '0b8f5a52-3f6e-4a57-9d8e-5c1c7f2f4e11',
  mobile_number: '+15005550100',
  country: null,
  sender: 'Acme',
  message: 'Your order is on its way',
  segments: 1,
  cost: EXAMPLE_PRICE,
  currency: money.currency,
  status: 'delivered',
  created_at: '2026-11-26T10:15:00+00:00',
  sent_at: '2026-11-26T10:15:01+00:00',
  delivered_at: '2026-11-26T10:15:02+00:00',
} as const satisfies z.input<typeof messageResource>;
