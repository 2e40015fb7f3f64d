import type { WebhookDeliveryState } from '@/lib/db/generated/enums';
import type { DeliveryRow } from '@/lib/domain/webhook-deliveries/log-rows';

/** A delivery as the log lists it. */
export interface DeliveryView {
  id: string;
  /** The type of the event. */
  event: string;
  state: WebhookDeliveryState;
  createdAt: Date;
  /** When it is tried next; null if it is finished. */
  nextAttemptAt: Date | null;
  /** The number of attempts, also of earlier replays. */
  attempts: number;
  /** The last attempt; null before the first. */
  last: { at: Date; status: number | null; error: string | null; durationMs: number } | null;
}

export function toView(row: DeliveryRow): DeliveryView {
  const { id, event, state, createdAt, nextAttemptAt, attempts, lastAt, status, error, durationMs } = row;
  const last = lastAt && durationMs !== null ? { at: lastAt, status, error, durationMs } : null;
  return { id, event, state, createdAt, nextAttemptAt, attempts, last };
}
