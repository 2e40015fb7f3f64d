import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { utcDay } from '@/lib/db/utc-day';
import { type ApiKeyTimes, apiKeyStatus } from '@/lib/domain/api-keys/status';
import { currentMessageTotals } from '@/lib/domain/message-totals/current';
import type { RehearsedCalls } from '@/lib/domain/rehearsals/confirm';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';

/** What other countries would have refused. Numbers that got a message or a call or were looked up are counted. */
export interface CountryRehearsal extends RehearsedCalls {
  /** The countries of the refused numbers, most numbers first. Empty for numbers that belong to no country. */
  refusedCountries: { country: string; calls: number }[];
}

interface RehearsedKey extends ApiKeyTimes {
  id: string;
  workspaceId: string;
  environment: 'live' | 'sandbox';
  countries: readonly string[];
}

const allows = (countries: readonly string[], country: string) =>
  countries.length === 0 || countries.includes(country);

/**
 * Tries other countries on the messages, voice calls and lookups of the last days. Those to countries that the key refuses
 * today do not count, nor do those of a key that does not work.
 */
export async function rehearseCountries(
  tx: Transaction,
  key: RehearsedKey,
  countries: readonly string[],
): Promise<CountryRehearsal> {
  const since = new Date(firstRehearsedDay());
  const counts = await tx.$queryRaw<{ country: string; calls: number }[]>`
    SELECT country, sum(numbers)::float8 AS calls
    FROM (
      SELECT country, messages AS numbers FROM ${currentMessageTotals(key.workspaceId, since)} AS total
      WHERE api_key_id = ${key.id}
      UNION ALL
      SELECT country, numbers FROM api_key_destinations WHERE api_key_id = ${key.id} AND day >= ${utcDay(since)}
    ) AS used
    GROUP BY country HAVING sum(numbers) > 0 ORDER BY calls DESC, country`;
  const isActive = apiKeyStatus(key, now()) === 'active';
  const passing = counts.filter(({ country }) => isActive && allows(key.countries, country));
  const refused = passing.filter(({ country }) => !allows(countries, country));
  const sum = (rows: typeof counts) => rows.reduce((total, { calls }) => total + calls, 0);
  return {
    calls: sum(passing),
    refused: sum(refused),
    refusedLive: key.environment === 'live' ? sum(refused) : 0,
    refusedCountries: refused,
  };
}
