import type { Environment } from '@/lib/db/generated/enums';
import type { KeyPolicy } from '@/lib/domain/key-policy/policy';

/** The parts of a policy that decide how a secret starts. */
export type StartFormat = Pick<KeyPolicy, 'environments' | 'numberSeparator'>;

const NUMBER = '\\d{1,10}';
const LEADING_NUMBER = new RegExp(`^${NUMBER}`);

/** Text as a regular expression that matches it. */
export const escapePattern = (text: string) => text.replace(/\W/g, '\\$&');

/**
 * What the secrets of a key start with: the prefix of its environment and, if the policy numbers keys, its number.
 * @param number of the key in its workspace; null if the policy does not number keys
 */
export function secretStart(
  { environments, numberSeparator }: StartFormat,
  environment: Environment,
  number: number | null,
): string {
  const { prefix } = environments[environment];
  if (numberSeparator === null) return prefix;
  if (number === null) throw new Error('The key has no number.');
  return `${prefix}${number}${numberSeparator}`;
}

/** A regular expression for each start that tells a secret from other text; none if secrets have no start. */
export function startPatterns({ environments, numberSeparator }: StartFormat): string[] {
  const number = numberSeparator === null ? '' : `${NUMBER}${escapePattern(numberSeparator)}`;
  const patterns = Object.values(environments).map(({ prefix }) => `${escapePattern(prefix)}${number}`);
  return [...new Set(patterns)].filter((pattern) => pattern !== '');
}

function startOf(prefix: string, separator: string | null, value: string): string | undefined {
  if (!value.startsWith(prefix)) return undefined;
  if (separator === null) return prefix;
  const number = LEADING_NUMBER.exec(value.slice(prefix.length))?.[0];
  const start = `${prefix}${number}${separator}`;
  return number !== undefined && value.startsWith(start) ? start : undefined;
}

/** How `value` starts if it is a secret: a start for each environment that it can belong to. Every call needs this. */
export function startsOf({ environments, numberSeparator }: StartFormat, value: string): string[] {
  const starts: string[] = [];
  for (const { prefix } of Object.values(environments)) {
    const start = startOf(prefix, numberSeparator, value);
    if (start !== undefined && !starts.includes(start)) starts.push(start);
  }
  return starts;
}
