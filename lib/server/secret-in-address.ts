import { holdsKeyText, holdsSecret, type SecretFormat } from '@/lib/domain/key-secrets/pasted-secret';

/** What people type into searches and filters is held to more than the shape of a key. */
const TYPED = ['q', 'target', 'text'];

/** Tells the page that something was removed, and what. */
const REMOVED: [string, string] = ['removed', 'secret'];

/** What browsers take for a path of this site, and not for another site. */
const OWN_PATH = /^\/(?![/\\])/;

/** The text as it is and once more decoded, as it is when somebody has encoded it twice. */
function readings(text: string): string[] {
  try {
    return [text, decodeURIComponent(text)];
  } catch {
    return [text];
  }
}

/**
 * The address without the secrets in it, for where an address is kept: a browser's history, a referrer, a log.
 * @param address a path with its query
 * @returns null where it holds no secret
 */
export function withoutSecrets(address: string, format: SecretFormat): string | null {
  const [path = '', ...rest] = address.split('?');
  const holdsKey = (text: string) => readings(text).some((reading) => holdsKeyText(reading, format));
  const isSecret = ([name, value]: [string, string]) =>
    holdsKey(name) ||
    holdsKey(value) ||
    (TYPED.includes(name) && readings(value).some((reading) => holdsSecret(reading, format)));

  const params = [...new URLSearchParams(rest.join('?'))];
  const kept = params.filter((param) => !isSecret(param));
  const pathHolds = readings(path).some(holdsKey);
  if (!pathHolds && kept.length === params.length) return null;
  if (pathHolds || !OWN_PATH.test(path)) return `/?${new URLSearchParams([REMOVED])}`;
  return `${path}?${new URLSearchParams([...kept.filter(([name]) => name !== REMOVED[0]), REMOVED])}`;
}
