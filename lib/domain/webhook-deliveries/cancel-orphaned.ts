import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';

const BATCH = 1_000;

/** Cancels a batch of deliveries to endpoints that were deleted, and returns how many. */
export async function cancelOrphaned(): Promise<number> {
  return db().$executeRaw`
    WITH orphaned AS (
      SELECT delivery_id, created_at FROM pending_webhook_deliveries
      WHERE queue NOT LIKE 'callback:%'
        AND NOT EXISTS (SELECT FROM webhook_endpoints endpoint WHERE endpoint.id = queue)
      LIMIT ${BATCH}
    )
    UPDATE webhook_deliveries delivery
    SET state = 'canceled', next_attempt_at = NULL, claimed_until = NULL, finished_at = ${now()}
    FROM orphaned
    WHERE delivery.id = orphaned.delivery_id AND delivery.created_at = orphaned.created_at AND delivery.state = 'pending'`;
}
