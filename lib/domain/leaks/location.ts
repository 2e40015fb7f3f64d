import type { KeyPolicy } from '@/lib/domain/key-policy/policy';
import { holdsKeyText, secretFormat } from '@/lib/domain/key-secrets/pasted-secret';
import { secretTexts } from '@/lib/domain/key-secrets/secret';
import { isWebAddress, LOCATION_MAX } from '@/lib/domain/leaks/web-address';

/** The URL with everything decoded that can be. */
function decoded(url: string): string {
  return url.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escaped) =>
    Buffer.from(escaped.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

/**
 * Where a secret was found, as it can be stored and shown: the normalized URL without a user name. Empty if the text is no
 * URL of a web page, is too long, or contains a secret.
 */
export function safeLocation(text: string, secrets: readonly string[], policy: KeyPolicy): string {
  const url = URL.parse(text);
  if (!url || !isWebAddress(text)) return '';
  url.username = '';
  url.password = '';
  const { href } = url;
  if (href.length > LOCATION_MAX) return '';
  const plain = decoded(href);
  const given = secrets.flatMap((secret) => secretTexts(policy, secret)).filter(Boolean);
  const holdsSecret = holdsKeyText(plain, secretFormat(policy)) || given.some((part) => plain.includes(part));
  return holdsSecret ? '' : href;
}
