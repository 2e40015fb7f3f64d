import type { Profile } from '@/lib/profiles/profile';

const LONGEST = 2_000;
const HIDDEN = '****';

/** Text that looks like a secret with a prefix. Public ids are shorter. */
const SECRET_FORMAT = /\b([0-9a-z]+_(?:[0-9a-z]+_)?)[0-9A-Za-z]{26,}/g;

const anyCase = (hex: string) => hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** A character as it is, percent-encoded (also more than once), or escaped as in JSON. */
function spellings(character: string): string {
  const code = character.charCodeAt(0).toString(16).padStart(2, '0');
  const escaped = character.replace(/[^0-9A-Za-z]/, '\\$&');
  return `(?:${escaped}|%(?:25)*${anyCase(code)}|\\\\u00${anyCase(code)})`;
}

function patternOf(secret: string): RegExp {
  return new RegExp([...secret].map(spellings).join(''), 'g');
}

function hide(text: string, secret: string): string {
  if (secret === '' || text.length < secret.length) return text;
  const isPlain = !text.includes('%') && !text.includes('\\');
  return isPlain ? text.replaceAll(secret, HIDDEN) : text.replace(patternOf(secret), HIDDEN);
}

/** Removes secrets from a text that a log or a page may show, and shortens it if it is too long. */
export type Redact = (text: string, secrets: readonly string[]) => string;

/**
 * Creates a function that redacts texts from calls of a profile: the secrets of the call in all usual spellings, the
 * headers with credentials, and everything else that looks like a secret.
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
