import { isIP } from 'node:net';
import { isPrivateName } from '@/lib/domain/dns/special-names';
import { isPublicAddress } from '@/lib/domain/webhook-urls/public-address';
import { env } from '@/lib/env';
import { ok, type Result, refuseFields } from '@/lib/errors';

const MAX_LENGTH = 2_048;
/** Below them are ports of other protocols, such as mail. */
const FIRST_USER_PORT = 1_024;

/** Whether webhooks can also use HTTP and addresses that are not public. */
export function allowsPrivate(): boolean {
  return env().WEBHOOK_ALLOW_PRIVATE === 'yes';
}

/** The host of a URL as `dns` and `net` expect it: without brackets and final dot. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');
}

/** A name of the machine itself (RFC 6761). */
export function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

/** What is wrong with a URL, in a sentence; undefined if nothing is, as far as it shows without DNS. */
function mistakeIn(url: URL): string | undefined {
  if (url.username || url.password) return 'Remove the user name and password from the URL.';
  if (url.hash) return 'Remove the part from # on.';
  if (allowsPrivate()) return;
  if (url.protocol !== 'https:') return 'Enter a URL that starts with https://.';
  if (url.port !== '' && Number(url.port) < FIRST_USER_PORT) {
    return `Use port 443, or a port from ${FIRST_USER_PORT} to 65535.`;
  }
  const host = hostOf(url);
  const isPublic = isIP(host) ? isPublicAddress(host) : !isPrivateName(host);
  if (!isPublic) return NOT_PUBLIC;
}

export const NOT_PUBLIC = 'Use an address that is reachable from the internet.';

/**
 * Reads the URL of an endpoint or a callback, without DNS. `checkWebhookUrl` also checks where its host name leads.
 *
 * Refuses with INVALID_REQUEST for `field`: no http(s) URL, too long, a user name, a fragment; and, unless private addresses
 * are allowed, without HTTPS, a port below 1024 other than 443, or an address in any spelling that is not public.
 */
export function readWebhookUrl(text: string, field = 'url'): Result<URL> {
  const refuse = (sentence: string) => refuseFields({ [field]: sentence });
  const url = URL.parse(text);
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return refuse('Enter a URL that starts with https://.');
  if (url.href.length > MAX_LENGTH) return refuse(`Use at most ${MAX_LENGTH} characters.`);
  const mistake = mistakeIn(url);
  return mistake === undefined ? ok(url) : refuse(mistake);
}
