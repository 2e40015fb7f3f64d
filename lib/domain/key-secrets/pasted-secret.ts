import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { readMask } from '@/lib/domain/key-secrets/mask';
import { escapePattern, startPatterns, startsOf } from '@/lib/domain/key-secrets/secret-start';

/** The part of a policy by which a secret is recognised; a browser may have it. */
export type SecretFormat = Pick<
  KeyPolicy,
  'environments' | 'numberSeparator' | 'alphabet' | 'length' | 'signingPrefix'
>;

export function secretFormat(policy: KeyPolicy): SecretFormat {
  const { environments, numberSeparator, alphabet, length, signingPrefix } = policy;
  return { environments, numberSeparator, alphabet, length, signingPrefix };
}

/** This many characters after a prefix are part of a secret. */
const FRAGMENT_MIN = 5;
/** A short prefix, such as that of a signing secret, may be a word of a label; a number may be any number. */
const LONG_FRAGMENT_MIN = 12;
/** Runs of letters and digits that may be random are at least this long. */
const RANDOM_RUN = /[0-9A-Za-z]{20,}/g;
/** In random text six of ten neighbours are of different kinds; in names and words, one or two. */
const RANDOM_CHANGES = 0.35;
/** Parts of names in one letter case may be as long as this. */
const ONE_CASE_MIN = 28;
const HEXADECIMAL = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{28,}$/i;
/** IDs are random, too, but public. A part of one is, too. */
const PUBLIC_IDS =
  /(?<![0-9A-Za-z_])(?:usr|ws|key|sec|ref|msg|led|req|imp)_[0-9A-Za-z]{1,22}(?![0-9A-Za-z_])/g;

const kindOf = (character: string) =>
  /\d/.test(character) ? 'digit' : /[a-z]/.test(character) ? 'small' : 'large';

/** Whether a run is hexadecimal, or its digits, small and large letters alternate as often as in random text. */
function isRandom(run: string): boolean {
  if (HEXADECIMAL.test(run)) return true;
  if (run.length < ONE_CASE_MIN && (run === run.toLowerCase() || run === run.toUpperCase())) return false;
  const kinds = [...run].map(kindOf);
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  return changes >= RANDOM_CHANGES * run.length;
}

/**
 * What begins as an API key does, wherever it is in the text: in quotes, in a header, in a `.env` line. It may be
 * incomplete.
 */
export function findKeyText(text: string, format: SecretFormat): string | undefined {
  const min = format.numberSeparator === null ? FRAGMENT_MIN : LONG_FRAGMENT_MIN;
  for (const start of startPatterns(format)) {
    const [found] = new RegExp(`${start}\\w{${min},}`).exec(text) ?? [];
    if (found) return found;
  }
  return undefined;
}

/** Whether the text holds a key or a signing secret, or the beginning of one. It says nothing about other secrets. */
export function holdsKeyText(text: string, format: SecretFormat): boolean {
  return findKeyText(text, format) !== undefined || holdsSigningText(text, format);
}

/** A signing secret without a prefix looks like other random text. */
function holdsSigningText(text: string, { signingPrefix }: SecretFormat): boolean {
  if (signingPrefix === '') return false;
  return new RegExp(`(?<![0-9A-Za-z_])${escapePattern(signingPrefix)}[0-9A-Za-z]{${LONG_FRAGMENT_MIN}}`).test(
    text,
  );
}

/** Whether the text holds a secret, or most of one: what looks random counts as secret. Masks and ids do not. */
export function holdsSecret(text: string, format: SecretFormat): boolean {
  if (readMask(text.trim())) return false;
  if (holdsKeyText(text, format) || findBareKey(text, format)) return true;
  const rest = text.replace(PUBLIC_IDS, '');
  return (rest.match(RANDOM_RUN) ?? []).some(isRandom);
}

/** A run of characters that could be a whole key without a prefix: letters and digits, as long as a key. */
function findBareKey(text: string, { environments, alphabet, length }: SecretFormat): string | undefined {
  if (Object.values(environments).every(({ prefix }) => prefix !== '')) return undefined;
  const isKey = (run: string) =>
    run.length >= length.min &&
    run.length <= length.max &&
    [...run].every((character) => alphabet.includes(character)) &&
    /\d/.test(run) &&
    /[A-Za-z]/.test(run);
  return text.replace(PUBLIC_IDS, '').match(/\w+/g)?.find(isKey);
}

/** A whole API key in the text, judged by its format alone; undefined where there is none. */
export function findWholeKey(text: string, format: SecretFormat): string | undefined {
  return findPrefixedKey(text, format) ?? findBareKey(text, format);
}

function findPrefixedKey(text: string, format: SecretFormat): string | undefined {
  const found = findKeyText(text, format);
  const [start] = found === undefined ? [] : startsOf(format, found);
  if (!found || !start) return undefined;
  const length = found.length - start.length;
  const isWhole = length >= format.length.min && length <= format.length.max;
  return isWhole && !found.slice(start.length).includes('_') ? found : undefined;
}
