import { Prisma } from '@/lib/db/generated/client';

/** The day of a time in UTC, as a column of days has it. */
export function utcDay(at: Date): Prisma.Sql {
  return Prisma.sql`(${at}::timestamptz AT TIME ZONE 'UTC')::date`;
}
