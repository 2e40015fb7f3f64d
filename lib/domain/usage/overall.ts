import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import type { Calls, DayOfUse } from '@/lib/domain/usage/days';
import { firstDay, matchingUsage, storedCountry } from '@/lib/domain/usage/matching';
import { readOverallUsageSchema } from '@/lib/domain/usage/schema';
import { ok, type Result } from '@/lib/errors';

/** Messages by what became of them. */
export interface MessageCounts {
  messages: number;
  delivered: number;
  /** Sent, but not delivered. */
  undelivered: number;
  /** Never sent: canceled, or refused by the carrier. */
  refunded: number;
}

/** What happened on one day. */
export interface UsageDay extends DayOfUse, MessageCounts {
  /** In millionths of the workspace's currency unit. */
  spend: bigint;
}

/** The calls of one operation. */
export interface OperationOfUse extends Calls {
  operation: string;
}

/** The messages to one country. */
export interface CountryOfUse extends MessageCounts {
  /** ISO 3166-1 alpha-2. Null for numbers that belong to no country. */
  country: string | null;
  /** What they cost, in millionths of the workspace's currency unit. */
  spend: bigint;
}

export interface OverallUsage {
  /** ISO 4217. */
  currency: string;
  /** The label of the key that the filter names; null without one, and for a key of another workspace. */
  keyLabel: string | null;
  /** Every day of the period, also without calls, today last. */
  days: UsageDay[];
  /** The operations that were called, most calls first. Those that the filter leaves out have no calls. */
  operations: OperationOfUse[];
  /** The countries that got messages, most messages first. Those that the filter leaves out have no messages. */
  countries: CountryOfUse[];
}

const NOTHING = {
  ...{ succeeded: 0, refused: 0, failed: 0 },
  ...{ messages: 0, delivered: 0, undelivered: 0, refunded: 0, spend: 0n },
};

/**
 * The calls, messages and spend of a workspace in the last days (UTC) by day, operation and country, also of keys that were
 * revoked. Without an environment, spend is that of live keys. A key of another workspace has no usage. Refuses with
 * INVALID_REQUEST or FORBIDDEN.
 */
export async function readOverallUsage(actor: Actor, input: unknown): Promise<Result<OverallUsage>> {
  const parsed = parse(readOverallUsageSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'usage/overall');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { days: count, ...filter } = parsed.value;
  const since = firstDay(now(), count);
  const { keyId, environment, operation, country } = filter;
  // Operations and countries are listed also if the filter leaves them out, so that people can choose them.
  const { calls, messages } = matchingUsage(workspaceId, since, { keyId, environment });
  // The sandbox has play money. Without a choice, only real money counts.
  const paidIn = environment ?? 'live';
  const { spend } = matchingUsage(workspaceId, since, { ...filter, environment: paidIn });
  const ofOperation = operation === undefined ? Prisma.sql`true` : Prisma.sql`operation = ${operation}`;
  const toCountry =
    country === undefined ? Prisma.sql`true` : Prisma.sql`country = ${storedCountry(country)}`;
  const sumIf = (condition: Prisma.Sql) => (column: Prisma.Sql) =>
    Prisma.sql`COALESCE(sum(${column}) FILTER (WHERE ${condition}), 0)`;
  const [ifOperation, ifCountry] = [sumIf(ofOperation), sumIf(toCountry)];
  const ifPaid = sumIf(Prisma.sql`${toCountry} AND environment = ${paidIn}::"Environment"`);
  const [called, sent, spent, { currency }, key] = await Promise.all([
    db().$queryRaw<({ day: Date | null; operation: string | null } & Calls)[]>`
      SELECT day, operation, ${ifOperation(Prisma.sql`succeeded`)}::float8 AS succeeded,
        ${ifOperation(Prisma.sql`refused`)}::float8 AS refused, ${ifOperation(Prisma.sql`failed`)}::float8 AS failed
      FROM ${calls} AS called GROUP BY GROUPING SETS ((day), (operation))
      ORDER BY sum(succeeded + refused + failed) DESC, operation`,
    db().$queryRaw<({ day: Date | null; country: string | null; spend: bigint } & MessageCounts)[]>`
      SELECT day, country, ${ifCountry(Prisma.sql`messages`)}::float8 AS messages,
        ${ifCountry(Prisma.sql`delivered`)}::float8 AS delivered, ${ifCountry(Prisma.sql`failed`)}::float8 AS undelivered,
        ${ifCountry(Prisma.sql`refunded`)}::float8 AS refunded, ${ifPaid(Prisma.sql`price`)}::bigint AS spend
      FROM ${messages} AS sent GROUP BY GROUPING SETS ((day), (country))
      ORDER BY sum(messages) DESC, country`,
    db().$queryRaw<{ day: Date; spend: bigint }[]>`
      SELECT day, sum(amount)::bigint AS spend FROM ${spend} AS spent GROUP BY day`,
    db().workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { currency: true } }),
    keyId === undefined
      ? null
      : db().apiKey.findFirst({ where: { id: keyId, workspaceId }, select: { label: true } }),
  ]);

  const days = Array.from(
    { length: count },
    (_, index): UsageDay => ({ day: new Date(since.getTime() + index * DAY), ...NOTHING }),
  );
  const addToDay = (day: Date, values: Partial<UsageDay>) =>
    Object.assign(days[(day.getTime() - since.getTime()) / DAY] ?? {}, values);
  const operations: OperationOfUse[] = [];
  for (const { day, operation: name, ...counts } of called) {
    if (day) addToDay(day, counts);
    else if (name !== null) operations.push({ operation: name, ...counts });
  }
  const countries: CountryOfUse[] = [];
  for (const { day, country: code, ...counts } of sent) {
    const { spend: _, ...byOutcome } = counts;
    if (day) addToDay(day, byOutcome);
    else if (code !== null) countries.push({ country: code || null, ...counts });
  }
  for (const { day, spend: amount } of spent) addToDay(day, { spend: amount });
  return ok({ currency, keyLabel: key?.label ?? null, days, operations, countries });
}
