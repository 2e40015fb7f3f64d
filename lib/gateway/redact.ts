import type { Profile } from '@/lib/profiles/profile';

const LONGEST = 2_000;
const HIDDEN = '****';

/** What looks like a secret with a prefix, wherever it is; public ids are shorter. */
const SECRET_FORMAT = /\b([0-9a-z]+_(?:[0-9a-z]+_)?)[0-9A-Za-z]{26,}/g;

/** A character as it is, percent-encoded, or escaped as in JSON. */
function spellings(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  const escaped = character.replace(/[^0-9A-Za-z]/, '\\$&');
  return `(?:${escaped}|%${code.padStart(2, '0')}|\\\\u${code.padStart(4, '0')})`;
}

/** Hex digits are matched in both letter cases, but the characters of the secret only as they are. */
function patternOf(secret: string): RegExp {
  const anyCaseHex = (source: string) =>
    source.replace(/(%|\\\\u)([0-9a-f]+)/g, (_, start: string, digits: string) => {
      return start + digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
    });
  return new RegExp([...secret].map((character) => anyCaseHex(spellings(character))).join(''), 'g');
}

function hide(text: string, secret: string): string {
  if (secret === '' || text.length < secret.length) return text;
  const isPlain = !text.includes('%') && !text.includes('\\');
  return isPlain ? text.replaceAll(secret, HIDDEN) : text.replace(patternOf(secret), HIDDEN);
}

/** Takes secrets out of a text that a log or a page may show, and cuts what is too long. */
export type Redact = (text: string, secrets: readonly string[]) => string;

/**
 * Makes what redacts texts of a profile's calls: the secrets of the call themselves, in every usual spelling; the
 * headers that carry credentials; and whatever else looks like a secret.
 */
export function createRedact({ credentials }: Pick<Profile, 'credentials'>): Redact {
  const own = credentials.flatMap((source) => ('header' in source ? source.header : []));
  const names = [...new Set(['authorization', 'proxy-authorization', 'cookie', ...own])];
  const headers = new RegExp(`^("?(?:${names.join('|')})"?): .*$`, 'gm');
  return (text, secrets) =>
    secrets
      .reduce(hide, text)
      .replace(headers, `$1: ${HIDDEN}`)
      .replace(SECRET_FORMAT, `$1${HIDDEN}`)
      .slice(0, LONGEST);
}
