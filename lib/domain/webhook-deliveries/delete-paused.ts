import { db } from '@/lib/db/client';

const BATCH = 1_000;

/**
 * Deletes a batch of deliveries that wait for a paused endpoint and whose events are from before a time, and returns how
 * many. Nothing else ends them. What another transaction changes at the moment is left for the next time.
 */
export async function deletePaused(keptSince: Date): Promise<number> {
  return db().$executeRaw`
    WITH paused AS (
      SELECT delivery.id, delivery.created_at FROM pending_webhook_deliveries pending
      JOIN webhook_endpoints endpoint ON endpoint.id = pending.queue
      JOIN webhook_deliveries delivery ON delivery.id = pending.delivery_id AND delivery.created_at = pending.created_at
      WHERE pending.created_at < ${keptSince} AND delivery.created_at < ${keptSince} AND delivery.state = 'pending'
        AND endpoint.paused_at IS NOT NULL AND pending.subject <> pending.event_id
      ORDER BY pending.created_at LIMIT ${BATCH} FOR UPDATE OF delivery SKIP LOCKED
    )
    DELETE FROM webhook_deliveries delivery USING paused
    WHERE delivery.id = paused.id AND delivery.created_at = paused.created_at AND delivery.created_at < ${keptSince}`;
}
