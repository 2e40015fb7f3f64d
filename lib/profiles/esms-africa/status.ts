import { z } from 'zod';
import type { MessageStatus } from '@/lib/db/generated/enums';
import type { MessageView } from '@/lib/domain/messages/view';

export const wireStatus = z.enum(['scheduled', 'submitted', 'delivered', 'failed']);

/** The statuses that a list can be limited to. `queued` is that of a message that was not submitted yet. */
export const filterStatus = z.enum([...wireStatus.options, 'queued']);

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
export function toStatusFilter(wire: z.output<typeof filterStatus>): {
  status?: string;
  scheduled: 'true' | 'false';
} {
  if (wire === 'scheduled') return { scheduled: 'true' };
  if (wire === 'queued') return { status: 'queued', scheduled: 'false' };
  const statuses = Object.entries(STATUSES)
    .filter(([, name]) => name === wire)
    .map(([status]) => status);
  return { status: statuses.join(','), scheduled: 'false' };
}
