import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import { type ApiKeyTimes, apiKeyStatus } from '@/lib/domain/api-keys/status';
import type { RehearsedCalls } from '@/lib/domain/rehearsals/confirm';
import { firstRehearsedDay } from '@/lib/domain/rehearsals/period';

/** What other countries would have refused. Messages are counted, not calls. */
export interface CountryRehearsal extends RehearsedCalls {
  /** The countries of the refused messages, most messages first. Empty for numbers that belong to no country. */
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
 * Tries other countries on the messages of the last days. Messages to countries that the key refuses today do not count, nor do
 * those of a key that does not work.
 */
export async function rehearseCountries(
  tx: Transaction,
  key: RehearsedKey,
  countries: readonly string[],
): Promise<CountryRehearsal> {
  const sent = await tx.messageTotal.groupBy({
    by: ['country'],
    where: { workspaceId: key.workspaceId, apiKeyId: key.id, day: { gte: new Date(firstRehearsedDay()) } },
    _sum: { messages: true },
  });
  const counts = sent.map(({ country, _sum }) => ({ country, calls: _sum.messages ?? 0 }));
  const passing =
    apiKeyStatus(key, now()) === 'active'
      ? counts.filter(({ country }) => allows(key.countries, country))
      : [];
  const refused = passing.filter(({ country }) => !allows(countries, country));
  const sum = (rows: typeof counts) => rows.reduce((total, { calls }) => total + calls, 0);
  return {
    calls: sum(passing),
    refused: sum(refused),
    refusedLive: key.environment === 'live' ? sum(refused) : 0,
    refusedCountries: refused.sort((a, b) => b.calls - a.calls),
  };
}
