import type { MessageStatus } from '@/lib/db/generated/enums';

/** The statuses as the pages call them, in the order that a message gets them. */
export const STATUS_NAMES: Record<MessageStatus, string> = {
  queued: 'Queued',
  sent: 'Sent',
  delivered: 'Delivered',
  undelivered: 'Undelivered',
  expired: 'Expired',
  canceled: 'Canceled',
};
