import type { PreparedTransaction } from '@/lib/db/prepared';

const ADD = {
  name: 'count-destinations',
  text: `
    INSERT INTO api_key_destinations AS known (api_key_id, day, country, numbers)
    SELECT $1, ($2::timestamptz AT TIME ZONE 'UTC')::date, country, numbers
    FROM unnest($3::text[], $4::integer[]) AS used(country, numbers)
    ON CONFLICT (api_key_id, day, country) DO UPDATE SET numbers = known.numbers + excluded.numbers`,
};

/**
 * Counts the numbers that a key calls or looks up by country, in the transaction that has locked the workspace. Messages
 * are counted in the totals of messages. The caller does not wait.
 *
 * @param countries that of each number; null or undefined for a number that belongs to none
 */
export function countDestinations(
  tx: PreparedTransaction,
  keyId: string,
  at: Date,
  countries: readonly (string | null | undefined)[],
): void {
  const groups = [...Map.groupBy(countries, (country) => country ?? '')];
  const names = groups.map(([country]) => country);
  const numbers = groups.map(([, { length }]) => length);
  tx.run(ADD, [keyId, at, names, numbers]);
}
