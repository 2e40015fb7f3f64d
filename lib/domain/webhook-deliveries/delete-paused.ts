import { db } from '@/lib/db/client';

const BATCH = 1_000;

/**
 * Deletes a batch of deliveries that wait for a paused endpoint and whose events are from before a time, and returns how
 * many. Nothing else ends them.
 */
export async function deletePaused(keptSince: Date): Promise<number> {
  return db().$executeRaw`
    WITH paused AS (
      SELECT delivery_id, pending.created_at FROM pending_webhook_deliveries pending
      JOIN webhook_endpoints endpoint ON endpoint.id = pending.queue
      WHERE pending.created_at < ${keptSince} AND endpoint.paused_at IS NOT NULL AND pending.subject <> pending.event_id
      LIMIT ${BATCH}
    )
    DELETE FROM webhook_deliveries delivery USING paused
    WHERE delivery.id = paused.delivery_id AND delivery.created_at = paused.created_at`;
}
