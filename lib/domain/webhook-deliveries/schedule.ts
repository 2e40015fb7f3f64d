import type { WebhookProtocol } from '@/lib/domain/webhook-deliveries/protocol';

/** The share of a pause that is added at random at most, so that deliveries that failed together do not come back together. */
const SPREAD = 0.1;

/**
 * When the next attempt is made; null if there is none.
 * @param attempts how many there were, from 1
 * @param failedAt when the last one failed
 * @param requestedMs how long the receiver asks to wait, limited by the longest pause of the schedule
 */
export function nextAttemptAfter(
  { pausesMs }: Pick<WebhookProtocol, 'pausesMs'>,
  attempts: number,
  failedAt: Date,
  requestedMs = 0,
): Date | null {
  const pauseMs = pausesMs[attempts - 1];
  if (pauseMs === undefined) return null;
  const spread = pauseMs * (1 + Math.random() * SPREAD);
  return new Date(failedAt.getTime() + Math.max(spread, Math.min(requestedMs, Math.max(...pausesMs))));
}
