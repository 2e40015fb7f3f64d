import {
  findWholeKey,
  holdsKeyText,
  holdsSecret,
  type SecretFormat,
} from '@/lib/domain/key-secrets/pasted-secret';

/** Search and filter texts are checked for everything that looks like a secret, not only for keys. */
const TYPED = ['q', 'recipient', 'request', 'search', 'target', 'text'];

/** Tells the page that a secret was removed. */
const REMOVED: [string, string] = ['removed', 'secret'];

/** A path on this site. Browsers treat other forms as another site. */
const OWN_PATH = /^\/(?![/\\])/;

/** The text as it is, and decoded once more, in case it was encoded twice. */
function readings(text: string): string[] {
  try {
    return [text, decodeURIComponent(text)];
  } catch {
    return [text];
  }
}

/**
 * The address without the secrets in it, because browser history, referrers and logs store addresses.
 * @param address a path with its query
 * @param parameters the names of parameters that contain a key, whatever it looks like
 * @returns null if it contains no secret
 */
export function withoutSecrets(
  address: string,
  format: SecretFormat,
  parameters: readonly string[] = [],
): string | null {
  const [path = '', ...rest] = address.split('?');
  const holdsKey = (text: string) => readings(text).some((reading) => holdsKeyText(reading, format));
  const isSecret = ([name, value]: [string, string]) =>
    parameters.includes(name) ||
    holdsKey(name) ||
    holdsKey(value) ||
    (TYPED.includes(name) && readings(value).some((reading) => holdsSecret(reading, format)));

  const params = [...new URLSearchParams(rest.join('?'))];
  const kept = params.filter((param) => !isSecret(param));
  // A cursor looks like a key without a prefix, so only the path is searched for those.
  const pathHolds = readings(path).some((reading) => holdsKey(reading) || findWholeKey(reading, format));
  if (!pathHolds && kept.length === params.length) return null;
  if (pathHolds || !OWN_PATH.test(path)) return `/?${new URLSearchParams([REMOVED])}`;
  return `${path}?${new URLSearchParams([...kept.filter(([name]) => name !== REMOVED[0]), REMOVED])}`;
}
