import { z } from 'zod';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { MessageView } from '@/lib/domain/messages/view';
import { money } from '@/lib/profiles/23telecom/money';
import { writeAmount } from '@/lib/profiles/money';

/** The statuses as the API writes them, some in the spelling of delivery receipts. */
export const STATUSES = {
  queued: 'pending',
  sent: 'sent',
  delivered: 'DELIVRD',
  undelivered: 'UNDELIV',
  expired: 'EXPIRED',
  canceled: 'failed',
} as const satisfies Record<MessageStatus, string>;

/** The states of a message in SMPP 3.4, section 5.2.28. */
export const STATUS_CODES = {
  queued: 6,
  sent: 1,
  delivered: 2,
  undelivered: 5,
  expired: 3,
  canceled: 4,
} as const satisfies Record<MessageStatus, number>;

/** A message that no network accepted. */
const REJECTED = 'REJECTD';
const REJECTED_CODE = 8;

export const wireStatus = z.enum([...Object.values(STATUSES), REJECTED, 'UNKNOWN']);

interface StatusFilter {
  status: MessageStatus;
  submitted?: boolean;
}

/** What a list of messages with a status contains. */
export const STATUS_FILTERS: Record<z.output<typeof wireStatus>, StatusFilter> = {
  pending: { status: 'queued' },
  sent: { status: 'sent' },
  DELIVRD: { status: 'delivered' },
  UNDELIV: { status: 'undelivered', submitted: true },
  REJECTD: { status: 'undelivered', submitted: false },
  EXPIRED: { status: 'expired' },
  failed: { status: 'canceled' },
  // No message has this status, and no queued one was submitted: the list is empty.
  UNKNOWN: { status: 'queued', submitted: true },
};

/** The time of a delivery, or null. */
const deliveredAt = ({ status, finalizedAt }: MessageView) =>
  status === 'delivered' ? (finalizedAt?.toISOString() ?? null) : null;

/** The fields that every form of a message has. */
export const messageFields = {
  recipient: z.string(),
  segments: z.int(),
  message: z.string(),
  sender_id: z.string(),
  status: wireStatus,
  status_code: z.int().describe('The state of the message in SMPP 3.4, such as 2 for delivered.'),
  cost: z.number(),
  created_at: z.iso.datetime(),
  delivered_at: z.iso.datetime().nullable(),
};

/** The status of a message, and its code. */
export function toStatusFields({ status, sentAt }: Pick<MessageView, 'status' | 'sentAt'>): {
  status: z.output<typeof wireStatus>;
  status_code: number;
} {
  if (status === 'undelivered' && sentAt === null) return { status: REJECTED, status_code: REJECTED_CODE };
  return { status: STATUSES[status], status_code: STATUS_CODES[status] };
}

/** A message without its ids. */
export function toMessageFields(message: MessageView) {
  return {
    recipient: message.to,
    segments: message.segments,
    message: message.text ?? '',
    sender_id: message.from ?? '',
    ...toStatusFields(message),
    cost: writeAmount(money, message.price.amount),
    created_at: message.createdAt.toISOString(),
    delivered_at: deliveredAt(message),
  };
}

/** For the documentation. */
export const exampleFields = {
  recipient: '+15005550100',
  segments: 1,
  message: 'Your code is 123456',
  sender_id: 'Acme',
  status: 'DELIVRD',
  status_code: 2,
  cost: 0.035,
  created_at: '2026-11-26T10:15:00.000Z',
  delivered_at: '2026-11-26T10:15:02.000Z',
} as const;

/** The id of a message, for the documentation. */
export const EXAMPLE_ID = 'msg_6dLs9XkT2vBn4QwR8mZcYp';
