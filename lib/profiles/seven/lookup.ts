import type { z } from 'zod';
import type { LookupKind } from '@/lib/db/generated/enums';
import { readFormat } from '@/lib/domain/lookups/read-format';
import type { LookupResult } from '@/lib/domain/lookups/view';
import { countryName } from '@/lib/domain/phone-numbers/country-name';
import { formatFields, parameter, textOf } from '@/lib/profiles/seven/request';

/** The parameters of all lookups. */
export const lookupFields = {
  number: parameter('Up to 100 numbers with their country code, separated by commas.'),
  ...formatFields,
};

type Sent = Readonly<Record<'number', z.output<typeof lookupFields.number>>>;

/** The input of the domain for a lookup: each number once. */
export function readLookup(kind: LookupKind, { number }: Partial<Sent>) {
  const byNumber = new Map<string, string>();
  for (const each of (textOf(number) ?? '').split(',').flatMap((text) => text.trim() || [])) {
    const e164 = readFormat(each).e164 ?? each;
    if (!byNumber.has(e164)) byNumber.set(e164, each);
  }
  const numbers = [...byNumber.values()];
  return { kind, numbers: numbers.length === 0 ? null : numbers };
}

/** The result itself for one number, and a list for several. */
export function oneOrAll<T>(results: readonly LookupResult[], write: (result: LookupResult) => T): T | T[] {
  const [only, ...others] = results;
  return only && others.length === 0 ? write(only) : results.map(write);
}

/** Whether a number is valid and the carrier told about it. */
export const isAnswered = ({ valid, status }: LookupResult) => valid && status === 'completed';

/** The English name of a country; null for a number without one. */
export const nameOfCountry = ({ country }: LookupResult) => country && countryName(country);

/** The number in E.164, or as it was sent if it is none. */
export const internationalOf = ({ e164, number }: LookupResult) => e164 ?? number;
