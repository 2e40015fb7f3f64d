import type { MessageStatus } from '@/lib/db/generated/enums';
import type { MessageView } from '@/lib/domain/messages/view';

/** When a message got a status. */
export interface TimelineEntry {
  status: MessageStatus;
  at: Date;
  detail: string | null;
}

/** A message with the history of its status, the oldest first. */
export interface MessageDetails extends MessageView {
  timeline: readonly TimelineEntry[];
}

const NOT_SUBMITTED = 'It was not submitted to a network, and its price was refunded.';

/**
 * When a message got each of its statuses. A status only moves forward, and the row has the time of each, so the history
 * needs no rows of its own.
 */
export function timelineOf(message: Omit<MessageView, 'text'>): TimelineEntry[] {
  const { status, createdAt, scheduledAt, sentAt, finalizedAt } = message;
  const accepted = scheduledAt === null ? null : `To be sent at ${scheduledAt.toISOString()}.`;
  const entries: TimelineEntry[] = [{ status: 'queued', at: createdAt, detail: accepted }];
  if (sentAt) entries.push({ status: 'sent', at: sentAt, detail: null });
  if (finalizedAt) entries.push({ status, at: finalizedAt, detail: sentAt ? null : NOT_SUBMITTED });
  return entries;
}
