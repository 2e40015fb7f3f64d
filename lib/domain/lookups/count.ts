import type { Transaction } from '@/lib/db/client';
import type { Environment, LookupKind } from '@/lib/db/generated/enums';
import type { PreparedTransaction } from '@/lib/db/prepared';
import { utcDay } from '@/lib/db/utc-day';

/** A number that was looked up, or whose price is refunded. */
export interface Counted {
  /** ISO 3166-1 alpha-2; null for a number that belongs to none. */
  country: string | null;
  /** In millionths of the currency unit. */
  price: bigint;
}

interface CountedList {
  workspaceId: string;
  environment: Environment;
  kind: LookupKind;
  createdAt: Date;
}

/** How many numbers belong to each country, and what they cost together, as columns. */
function byCountry(counted: readonly Counted[]) {
  const groups = [...Map.groupBy(counted, ({ country }) => country ?? '')];
  return {
    countries: groups.map(([country]) => country),
    numbers: groups.map(([, { length }]) => length),
    prices: groups.map(([, group]) => group.reduce((sum, { price }) => sum + price, 0n)),
  };
}

const ADD = {
  name: 'add-lookup-totals',
  text: `
    INSERT INTO lookup_totals (workspace_id, environment, day, kind, country, numbers, price)
    SELECT $1, $2, ($3::timestamptz AT TIME ZONE 'UTC')::date, $4, total.country, total.numbers, total.price
    FROM unnest($5::text[], $6::integer[], $7::bigint[]) AS total(country, numbers, price)
    ON CONFLICT (workspace_id, environment, day, kind, country) DO UPDATE
    SET numbers = lookup_totals.numbers + excluded.numbers, price = lookup_totals.price + excluded.price`,
};

/** Adds numbers to the totals of their day, in the transaction that has locked the workspace. The caller does not wait. */
export function countLookups(
  tx: PreparedTransaction,
  { workspaceId, environment, kind, createdAt }: CountedList,
  counted: readonly Counted[],
): void {
  const { countries, numbers, prices } = byCountry(counted);
  tx.run(ADD, [workspaceId, environment, createdAt, kind, countries, numbers, prices]);
}

/** Subtracts what is refunded from the totals of the day when it was charged. The numbers still count. */
export async function uncountPrices(
  tx: Transaction,
  { workspaceId, environment, kind, createdAt }: CountedList,
  refunded: readonly Counted[],
): Promise<void> {
  const { countries, prices } = byCountry(refunded);
  await tx.$executeRaw`
    UPDATE lookup_totals SET price = lookup_totals.price - refunded.price
    FROM unnest(${countries}::text[], ${prices}::bigint[]) AS refunded(country, price)
    WHERE workspace_id = ${workspaceId} AND environment = ${environment}::"Environment"
      AND day = ${utcDay(createdAt)} AND kind = ${kind}::"LookupKind"
      AND lookup_totals.country = refunded.country`;
}
