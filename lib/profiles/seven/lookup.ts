import type { z } from 'zod';
import type { LookupKind } from '@/lib/db/generated/enums';
import type { LookupResult } from '@/lib/domain/lookups/view';
import { formatFields, parameter, textOf } from '@/lib/profiles/seven/request';

/** The parameters of all lookups. */
export const lookupFields = {
  number: parameter('Up to 100 numbers with their country code, separated by commas.'),
  ...formatFields,
};

type Sent = Readonly<Record<'number', z.output<typeof lookupFields.number>>>;

/** The input of the domain for a lookup. */
export function readLookup(kind: LookupKind, { number }: Partial<Sent>) {
  const numbers = (textOf(number) ?? '').split(',').flatMap((each) => each.trim() || []);
  return { kind, numbers: numbers.length === 0 ? undefined : numbers };
}

/** The result itself for one number, and a list for several. */
export function oneOrAll<T>(results: readonly LookupResult[], write: (result: LookupResult) => T): T | T[] {
  const [only, ...others] = results;
  return only && others.length === 0 ? write(only) : results.map(write);
}

const regions = new Intl.DisplayNames('en', { type: 'region' });

/** The English name of a country; null for a number without one. */
export const countryName = ({ country }: LookupResult) => country && (regions.of(country) ?? country);

/** The number in E.164, or as it was sent if it is none. */
export const internationalOf = ({ e164, number }: LookupResult) => e164 ?? number;
