import { readFormat } from '@/lib/domain/lookups/read-format';
import type { NumberFormat } from '@/lib/domain/lookups/view';
import { LISTED_ALREADY } from '@/lib/domain/messages/recipient-list';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** How many numbers are read before other calls get their turn. */
const SLICE = 250;
/** How many wrong fields a refusal names. */
const NAMED_PROBLEMS = 100;

/**
 * Reads the numbers of a request, in their order. Refuses with INVALID_REQUEST if a number is in it twice; with
 * `skipsRepeats`, it is left out the second time.
 */
export async function planLookups(
  numbers: readonly string[],
  { skipsRepeats = false } = {},
): Promise<Result<NumberFormat[]>> {
  const seen = new Set<string>();
  const formats: NumberFormat[] = [];
  const problems: [string, string][] = [];
  for (const [index, number] of numbers.entries()) {
    if (index % SLICE === SLICE - 1) await new Promise((resolve) => setImmediate(resolve));
    const format = readFormat(number);
    if (format.e164 !== null && seen.has(format.e164)) {
      problems.push([`numbers.${index}`, LISTED_ALREADY]);
      continue;
    }
    if (format.e164 !== null) seen.add(format.e164);
    formats.push(format);
  }
  return problems.length === 0 || skipsRepeats
    ? ok(formats)
    : refuseFields(Object.fromEntries(problems.slice(0, NAMED_PROBLEMS)));
}

/** The destinations of the price list that a number belongs to, the most specific first. */
export function destinationsOf({ country, countryCode }: NumberFormat): string[] {
  return [country, countryCode, '*'].filter((destination) => destination !== null);
}
