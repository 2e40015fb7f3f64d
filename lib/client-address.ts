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

/** An address in brackets (IPv6 only), or IPv4, each with a port. */
const WITH_PORT = /^(?:\[([^\]]+)\](?::(\d{1,5}))?|([\d.]+):(\d{1,5}))$/;
const HIGHEST_PORT = 65_535;

/**
 * The address in one entry of X-Forwarded-For, in its usual spelling. Proxies write it with or without a port, and IPv6
 * with or without brackets (RFC 7239, 6). Null for everything else, such as `unknown`, `_hidden` and an empty entry.
 */
function readForwarded(entry: string): string | null {
  const text = entry.trim();
  const [, bracketed, portAfterBracket, ipv4, portAfterIpv4] = WITH_PORT.exec(text) ?? [];
  if (Number(portAfterBracket ?? portAfterIpv4 ?? 0) > HIGHEST_PORT) return null;
  if (bracketed !== undefined && !isIPv6(bracketed)) return null;
  return normalizeAddress(bracketed ?? ipv4 ?? text);
}

/**
 * The address that a request comes from. Each proxy appends the address it saw to X-Forwarded-For, so only the last
 * `trustedProxies` entries were written by our proxies; everything before them is the client's claim.
 * The first unreadable entry from the right ends the trust: the proxy that wrote it then counts as the client.
 */
export function clientAddress(req: IncomingMessage, trustedProxies = env().TRUSTED_PROXIES): string {
  let address = normalizeAddress(req.socket.remoteAddress ?? '') ?? '0.0.0.0';
  if (trustedProxies === 0) return address;
  const forwarded = String(req.headers['x-forwarded-for'] ?? '').split(',');
  for (const entry of forwarded.reverse().slice(0, trustedProxies)) {
    const seen = readForwarded(entry);
    if (seen === null) break;
    address = seen;
  }
  return address;
}
