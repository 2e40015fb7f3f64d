import { now } from '@/lib/clock';
import type { EndpointRow } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result, refuse } from '@/lib/errors';

/** The columns of a delivery that begins its schedule again. */
export function restarted() {
  return {
    state: 'pending',
    attempts: 0,
    nextAttemptAt: now(),
    claimedUntil: null,
    finishedAt: null,
  } as const;
}

/** Refuses with CONFLICT while the endpoint is paused: a replay would only wait. */
export function requireSending({ pausedAt }: Pick<EndpointRow, 'pausedAt'>): Result<null> {
  return pausedAt ? refuse('CONFLICT', 'This endpoint is paused. Resume it first.') : ok(null);
}
