import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { EndpointRow } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result, refuse } from '@/lib/errors';

interface Restarted {
  /** The condition on `delivery`, in SQL. */
  condition: Prisma.Sql;
  /** The condition for the time of a row, in SQL with `AND` before it, so that only the partitions of that time are read. */
  created: (table: 'delivery' | 'event') => Prisma.Sql;
}

/** Begins the schedule of finished deliveries again, and returns how many. One whose event is not there stays as it is. */
export async function restartDeliveries(
  tx: Pick<Transaction, '$executeRaw'>,
  { condition, created }: Restarted,
): Promise<number> {
  return tx.$executeRaw`
    UPDATE webhook_deliveries delivery
    SET state = 'pending', attempts = 0, next_attempt_at = ${now()}, claimed_until = NULL, finished_at = NULL
    WHERE ${condition} AND delivery.state <> 'pending' ${created('delivery')}
      AND EXISTS (
        SELECT FROM webhook_events event
        WHERE event.id = delivery.event_id AND event.created_at = delivery.created_at ${created('event')}
      )`;
}

/** Refuses with CONFLICT while the endpoint is paused: a replay would only wait. */
export function requireSending({ pausedAt }: Pick<EndpointRow, 'pausedAt'>): Result<null> {
  return pausedAt ? refuse('CONFLICT', 'This endpoint is paused. Resume it first.') : ok(null);
}
