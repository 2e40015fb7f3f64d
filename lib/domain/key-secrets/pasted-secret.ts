import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { readMask } from '@/lib/domain/key-secrets/mask';
import { escapePattern, startPatterns, startsOf } from '@/lib/domain/key-secrets/secret-start';

/** The part of a policy that is needed to recognize a secret. Safe for the browser. */
export type SecretFormat = Pick<
  KeyPolicy,
  'environments' | 'numberSeparator' | 'alphabet' | 'length' | 'signingPrefix'
>;

export function secretFormat(policy: KeyPolicy): SecretFormat {
  const { environments, numberSeparator, alphabet, length, signingPrefix } = policy;
  return { environments, numberSeparator, alphabet, length, signingPrefix };
}

/** A prefix with this many characters after it counts as part of a secret. */
const FRAGMENT_MIN = 5;
/** A short prefix, such as that of a signing secret, can be a word of a label, and a number any number. */
const LONG_FRAGMENT_MIN = 12;
/** Shorter runs of letters and digits do not count as random. */
const RANDOM_RUN = /[0-9A-Za-z]{20,}/g;
/** In random text, six of ten neighbours are of different kinds; in names and words, one or two. */
const RANDOM_CHANGES = 0.35;
/** Names in one letter case can be as long as this. */
const ONE_CASE_MIN = 28;
const HEXADECIMAL = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{28,}$/i;
/** Ids look random, too, but they are public. */
const PUBLIC_IDS =
  /(?<![0-9A-Za-z_])(?:usr|ws|key|sec|ref|msg|led|req|imp)_[0-9A-Za-z]{1,22}(?![0-9A-Za-z_])/g;

const kindOf = (character: string) =>
  /\d/.test(character) ? 'digit' : /[a-z]/.test(character) ? 'small' : 'large';

/** Whether a run is hexadecimal, or mixes digits, lower and upper case as often as random text. */
function isRandom(run: string): boolean {
  if (HEXADECIMAL.test(run)) return true;
  if (run.length < ONE_CASE_MIN && (run === run.toLowerCase() || run === run.toUpperCase())) return false;
  const kinds = [...run].map(kindOf);
  const changes = kinds.filter((kind, index) => index > 0 && kind !== kinds[index - 1]).length;
  return changes >= RANDOM_CHANGES * run.length;
}

/** The first text that starts like an API key: in quotes, in a header, in a `.env` line. It may be incomplete. */
export function findKeyText(text: string, format: SecretFormat): string | undefined {
  const min = format.numberSeparator === null ? FRAGMENT_MIN : LONG_FRAGMENT_MIN;
  for (const start of startPatterns(format)) {
    const [found] = new RegExp(`${start}\\w{${min},}`).exec(text) ?? [];
    if (found) return found;
  }
  return undefined;
}

/** Whether the text contains a key or a signing secret, or the start of one. Other secrets are not found. */
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

/** Whether the text contains a secret or most of one. Random text counts as secret. Masks and ids do not. */
export function holdsSecret(text: string, format: SecretFormat): boolean {
  if (readMask(text.trim())) return false;
  if (holdsKeyText(text, format) || findBareKey(text, format)) return true;
  const rest = text.replace(PUBLIC_IDS, '');
  return (rest.match(RANDOM_RUN) ?? []).some(isRandom);
}

/** Whether a run of letters and digits could be a whole key without a prefix. */
const isBareKey =
  ({ alphabet, length }: SecretFormat) =>
  (run: string) =>
    run.length >= length.min &&
    run.length <= length.max &&
    [...run].every((character) => alphabet.includes(character)) &&
    /\d/.test(run) &&
    /[A-Za-z]/.test(run);

/** The runs of letters and digits that a key without a prefix can be; none if every key has a prefix. */
function bareRuns(text: string, { environments }: SecretFormat): string[] {
  if (Object.values(environments).every(({ prefix }) => prefix !== '')) return [];
  return text.replace(PUBLIC_IDS, '').match(/\w+/g) ?? [];
}

function findBareKey(text: string, format: SecretFormat): string | undefined {
  return bareRuns(text, format).find(isBareKey(format));
}

/** A whole API key in the text, by its format alone; undefined if there is none. */
export function findWholeKey(text: string, format: SecretFormat): string | undefined {
  const found = findKeyText(text, format);
  return found !== undefined && isWholeKey(found, format) ? found : findBareKey(text, format);
}

/** Every whole API key in the text, by its format alone. */
export function findWholeKeys(text: string, format: SecretFormat): string[] {
  const prefixed = startPatterns(format)
    .flatMap((start) => text.match(new RegExp(`${start}\\w+`, 'g')) ?? [])
    .filter((found) => isWholeKey(found, format));
  return [...new Set([...prefixed, ...bareRuns(text, format).filter(isBareKey(format))])];
}

/** Whether a text that starts like a key has the length of one. */
function isWholeKey(found: string, format: SecretFormat): boolean {
  const [start] = startsOf(format, found);
  if (!start) return false;
  const rest = found.slice(start.length);
  return rest.length >= format.length.min && rest.length <= format.length.max && !rest.includes('_');
}
