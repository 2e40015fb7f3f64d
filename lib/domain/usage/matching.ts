import { DAY } from '@/lib/clock';
import { Prisma } from '@/lib/db/generated/client';
import { utcDay } from '@/lib/db/utc-day';
import { currentMessageTotals } from '@/lib/domain/message-totals/current';
import type { UsageFilter } from '@/lib/domain/usage/schema';

/** The daily rows of a workspace that match a filter: expressions for `FROM (…)`. */
export interface MatchingUsage {
  /** Of calls: day, api_key_id, environment, operation, succeeded, refused, failed. */
  calls: Prisma.Sql;
  /** Of messages: day, api_key_id, environment, country, messages, segments, delivered, failed, refunded, price. */
  messages: Prisma.Sql;
  /** Of spend: day, api_key_id, amount. With a country, it is what messages to it cost. */
  spend: Prisma.Sql;
}

/** The first of the last days, in UTC. */
export function firstDay(at: Date, days: number): Date {
  return new Date(Math.floor(at.getTime() / DAY) * DAY - (days - 1) * DAY);
}

/** A part of a condition that applies only if the filter has a value. */
function where(column: Prisma.Sql, value: Prisma.Sql | string | undefined): Prisma.Sql {
  return value === undefined ? Prisma.empty : Prisma.sql`AND ${column} = ${value}`;
}

/** A country of the filter as totals have it: empty for numbers that belong to no country. */
export const storedCountry = (country: string) => (country === 'none' ? '' : country);

/** The daily rows of a workspace since a day that match a filter. */
export function matchingUsage(
  workspaceId: string,
  since: Date,
  { environment, keyId, operation, country }: Omit<UsageFilter, 'days'>,
): MatchingUsage {
  const inEnvironment = where(
    Prisma.sql`environment`,
    environment && Prisma.sql`${environment}::"Environment"`,
  );
  const ofKey = where(Prisma.sql`api_key_id`, keyId);
  const sinceDay = Prisma.sql`day >= ${utcDay(since)}`;
  const messages = Prisma.sql`(
    SELECT * FROM ${currentMessageTotals(workspaceId, since)} AS total
    WHERE true ${inEnvironment} ${ofKey}
      ${where(Prisma.sql`country`, country && storedCountry(country))})`;
  return {
    calls: Prisma.sql`(
      SELECT day, api_key_id, environment, operation, succeeded, refused, failed FROM api_key_daily_usage
      WHERE workspace_id = ${workspaceId} AND ${sinceDay} ${inEnvironment} ${ofKey}
        ${where(Prisma.sql`operation`, operation)})`,
    messages,
    spend:
      country === undefined
        ? Prisma.sql`(
            SELECT day, api_key_id, amount FROM api_key_spend JOIN api_keys ON api_keys.id = api_key_id
            WHERE workspace_id = ${workspaceId} AND ${sinceDay} ${inEnvironment} ${ofKey})`
        : Prisma.sql`(SELECT day, api_key_id, price AS amount FROM ${messages} AS message)`,
  };
}
