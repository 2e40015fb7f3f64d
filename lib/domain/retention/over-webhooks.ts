import { Prisma } from '@/lib/db/generated/client';
import type { PartitionedTable } from '@/lib/domain/retention/partitioned-tables';

/**
 * The condition, in SQL, for the old rows of a partition of webhooks that are deleted one by one. Null: none is. A trigger
 * deletes deliveries with their event, and attempts with their delivery. Attempts in the default partition can be left when
 * their delivery was dropped with its own partition.
 */
export function isOverWebhook(
  kind: NonNullable<PartitionedTable['ofWebhooks']>,
  partition: string,
  keptSince: Date,
): Prisma.Sql | null {
  const table = Prisma.raw(partition);
  if (kind === 'events') {
    return Prisma.sql`NOT EXISTS (SELECT FROM pending_webhook_deliveries pending WHERE pending.event_id = ${table}.id)`;
  }
  if (kind === 'deliveries' || !partition.endsWith('_default')) return null;
  return Prisma.sql`NOT EXISTS (
    SELECT FROM webhook_deliveries delivery
    WHERE delivery.id = ${table}.delivery_id AND delivery.created_at < ${keptSince}
  )`;
}
