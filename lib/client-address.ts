import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { env } from '@/lib/env';

/**
 * The usual spelling of an address, with IPv4 in IPv6 (`::ffff:192.0.2.1`) as plain IPv4, and without the zone
 * (`%eth0`), which means something only to the machine that saw it; null if it is none.
 */
export function normalizeAddress(text: string): string | null {
  // An IPv4 address has one spelling, and every call of the API asks.
  const plain = text.startsWith('::ffff:') ? text.slice('::ffff:'.length) : text;
  if (isIPv4(plain)) return plain;
  return isIPv6(text) ? ipaddr.process(text.replace(/%.*/, '')).toString() : null;
}

/**
 * The address that a request comes from. Each proxy appends the address it saw to X-Forwarded-For, so only the
 * last `trustedProxies` entries were written by proxies of ours; what stands before them is the client's claim.
 */
export function clientAddress(req: IncomingMessage, trustedProxies = env().TRUSTED_PROXIES): string {
  const forwarded = String(req.headers['x-forwarded-for'] ?? '').split(',');
  const seen = [req.socket.remoteAddress ?? '', ...forwarded.reverse()].slice(0, trustedProxies + 1);
  // An unreadable entry ends what can be believed: the proxy that passed it on counts as the client.
  const addresses = seen.map((entry) => normalizeAddress(entry.trim()));
  const end = addresses.indexOf(null);
  return (end === -1 ? addresses : addresses.slice(0, end)).at(-1) ?? '0.0.0.0';
}
