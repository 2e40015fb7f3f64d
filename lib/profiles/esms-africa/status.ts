import { z } from 'zod';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { MessageView } from '@/lib/domain/messages/view';

export const wireStatus = z.enum(['scheduled', 'submitted', 'delivered', 'failed']);

type WireStatus = z.output<typeof wireStatus>;

const STATUSES = {
  queued: 'submitted',
  sent: 'submitted',
  delivered: 'delivered',
  undelivered: 'failed',
  expired: 'failed',
  canceled: 'failed',
} as const satisfies Record<MessageStatus, WireStatus>;

/** The status of a message as the API writes it. */
export function toWireStatus({ status, scheduledAt }: MessageView): WireStatus {
  return status === 'queued' && scheduledAt !== null ? 'scheduled' : STATUSES[status];
}

/** The filter of the domain for messages with a status of the API. */
export function toStatusFilter(wire: WireStatus): { status?: string; scheduled: 'true' | 'false' } {
  if (wire === 'scheduled') return { scheduled: 'true' };
  const statuses = Object.entries(STATUSES)
    .filter(([, name]) => name === wire)
    .map(([status]) => status);
  return { status: statuses.join(','), scheduled: 'false' };
}
