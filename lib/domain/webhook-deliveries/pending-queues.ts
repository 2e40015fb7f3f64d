import { Prisma } from '@/lib/db/generated/client';

/**
 * The name of each queue with pending deliveries, and a null at the end, for `WITH RECURSIVE`. It reads one row of each queue,
 * however long the queue is.
 */
export const PENDING_QUEUES = Prisma.sql`pending (queue) AS (
  (SELECT queue FROM pending_webhook_deliveries ORDER BY queue LIMIT 1)
  UNION ALL
  SELECT (
    SELECT next.queue FROM pending_webhook_deliveries next
    WHERE next.queue > pending.queue ORDER BY next.queue LIMIT 1
  ) FROM pending WHERE pending.queue IS NOT NULL
)`;
