import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';

const BATCH = 1_000;

/** Cancels a batch of deliveries to endpoints that were deleted, and returns how many. */
export async function cancelOrphaned(): Promise<number> {
  return db().$executeRaw`
    UPDATE webhook_deliveries SET state = 'canceled', next_attempt_at = NULL, claimed_until = NULL, finished_at = ${now()}
    WHERE id IN (
      SELECT id FROM webhook_deliveries delivery
      WHERE state = 'pending' AND queue NOT LIKE 'callback:%'
        AND NOT EXISTS (SELECT FROM webhook_endpoints endpoint WHERE endpoint.id = delivery.queue)
      LIMIT ${BATCH}
    )`;
}
