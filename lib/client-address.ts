import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { env } from '@/lib/env';

/**
 * The canonical spelling of an address. An IPv4-mapped address (`::ffff:192.0.2.1`) becomes IPv4. The zone (`%eth0`) is
 * removed, because it has a meaning only on the machine that saw it. Null if the text is not an address.
 */
export function normalizeAddress(text: string): string | null {
  // A fast path for IPv4, which has only one spelling, because every API call uses this.
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
 * The address that a request comes from. Each proxy appends the address that it saw to X-Forwarded-For, so only the
 * last `trustedProxies` entries come from our proxies. Everything before them is the client's claim. If an entry cannot
 * be read, counted from the right, the proxy that wrote it counts as the client.
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
