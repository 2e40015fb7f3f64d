import { db } from '@/lib/db/client';

const BATCH = 10_000;

/**
 * Adds a batch of changes to the totals, each exactly once: one statement takes a change away and adds it. Returns how many
 * changes it added. Changes of workspaces and keys that no longer exist are left out.
 */
export async function applyMessageChanges(): Promise<number> {
  const [row] = await db().$queryRaw<{ taken: number }[]>`
    WITH taken AS (
      DELETE FROM message_total_changes WHERE id IN (
        SELECT id FROM message_total_changes ORDER BY id LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
      ) RETURNING *
    ), added AS (
      INSERT INTO message_totals (workspace_id, day, api_key_id, country, environment, messages, segments, delivered,
        failed, refunded, price)
      SELECT api_keys.workspace_id, day, api_keys.id, country, api_keys.environment, sum(messages), sum(segments),
        sum(delivered), sum(failed), sum(refunded), sum(price)
      FROM taken JOIN api_keys ON api_keys.id = taken.api_key_id
      GROUP BY api_keys.id, day, country
      ORDER BY api_keys.workspace_id, day, api_keys.id, country
      ON CONFLICT (workspace_id, day, api_key_id, country) DO UPDATE SET
        messages = message_totals.messages + excluded.messages,
        segments = message_totals.segments + excluded.segments,
        delivered = message_totals.delivered + excluded.delivered,
        failed = message_totals.failed + excluded.failed,
        refunded = message_totals.refunded + excluded.refunded,
        price = message_totals.price + excluded.price
    )
    SELECT count(*)::integer AS taken FROM taken`;
  return row?.taken ?? 0;
}
