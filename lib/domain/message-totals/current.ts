import { Prisma } from '@/lib/db/generated/client';
import { utcDay } from '@/lib/db/utc-day';

/** The rows of a workspace's message totals since a day (UTC), with the changes that the worker has not added yet. */
export function currentMessageTotals(workspaceId: string, since: Date): Prisma.Sql {
  const part = (table: Prisma.Sql) => Prisma.sql`
    SELECT day, api_key_id, country, environment, messages, segments, delivered, failed, refunded, price
    FROM ${table} WHERE workspace_id = ${workspaceId} AND day >= ${utcDay(since)}`;
  return Prisma.sql`(${part(Prisma.sql`message_totals`)} UNION ALL ${part(Prisma.sql`message_total_changes`)})`;
}
