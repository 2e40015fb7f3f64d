import type { MessageStatus } from '@/lib/db/generated/enums';

/** What becomes of a message, as reports say it. */
export const STATUSES = [
  'DELIVERED',
  'NOTDELIVERED',
  'BUFFERED',
  'TRANSMITTED',
  'ACCEPTED',
  'EXPIRED',
  'REJECTED',
  'FAILED',
  'UNKNOWN',
] as const;

export type WireStatus = (typeof STATUSES)[number];

const BY_STATUS: Record<MessageStatus, WireStatus> = {
  queued: 'ACCEPTED',
  sent: 'TRANSMITTED',
  delivered: 'DELIVERED',
  undelivered: 'NOTDELIVERED',
  expired: 'EXPIRED',
  canceled: 'FAILED',
};

interface Reported {
  status: MessageStatus;
  sentAt: Date | null;
  scheduledAt?: Date | null;
}

/** The status of a message. One that no carrier accepted was rejected; one that waits for its time is buffered. */
export function statusOf({ status, sentAt, scheduledAt = null }: Reported): WireStatus {
  if (status === 'undelivered' && sentAt === null) return 'REJECTED';
  return status === 'queued' && scheduledAt !== null ? 'BUFFERED' : BY_STATUS[status];
}

/** What finds the messages with each status. */
const FILTERS: Record<WireStatus, object> = {
  DELIVERED: { status: 'delivered' },
  NOTDELIVERED: { status: 'undelivered', submitted: true },
  REJECTED: { status: 'undelivered', submitted: false },
  BUFFERED: { status: 'queued', scheduled: 'true' },
  ACCEPTED: { status: 'queued', scheduled: 'false' },
  TRANSMITTED: { status: 'sent' },
  EXPIRED: { status: 'expired' },
  FAILED: { status: 'canceled' },
  UNKNOWN: { ids: [] },
};

/** What finds the messages with the status that a caller names. The domain refuses another word. */
export function filterOf(word: string | undefined): object {
  if (word === undefined) return {};
  const status = STATUSES.find((each) => each === word.toUpperCase());
  return status ? FILTERS[status] : { status: word };
}
