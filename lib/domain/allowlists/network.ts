import ipaddr from 'ipaddr.js';

/** The shortest prefix lengths that an entry may have. Shorter ones are typing errors. */
export const WIDEST = { ipv4: 8, ipv6: 16 };

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The IPv4 address that an IPv4-mapped IPv6 address stands for; others as they are. */
export function normalise(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/** Four decimal numbers without leading zeros: what other readers take for octal or a single number is no address. */
const DOTTED = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/;

/** Reads an IPv4 or IPv6 address without a zone; undefined when the text is none. */
export function readAddress(text: string): Address | undefined {
  if (!text.includes(':') && !DOTTED.test(text)) return undefined;
  if (text.includes('%') || !ipaddr.isValid(text)) return undefined;
  return ipaddr.parse(text);
}

/** The first address of the network that an address is in, as text. */
export function networkBase(address: Address, length: number): string {
  const cidr = `${address.toString()}/${length}`;
  const first =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
      : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return first.toString();
}

/** No call comes from these addresses. People who enter them mean everywhere. */
export function isUnspecified(address: string): boolean {
  return readAddress(address)?.range() === 'unspecified' && !/[1-9a-f]/i.test(address);
}

/**
 * An allowlist entry in its one spelling: `203.0.113.7/32`, `2001:db8::/32`. Takes an address or a network in CIDR
 * notation; undefined when it is neither, when bits are set beyond the prefix, or when it is wider than makes sense.
 */
export function canonicalNetwork(text: string): string | undefined {
  const [host = '', prefix, ...more] = text.trim().split(/\s*\/\s*/);
  const written = readAddress(host);
  if (!written || more.length > 0) return undefined;
  const address = normalise(written);
  const written96 = written !== address ? 96 : 0;
  const bits = address.kind() === 'ipv4' ? 32 : 128;
  if (prefix !== undefined && !/^(?:0|[1-9]\d{0,2})$/.test(prefix)) return undefined;
  const length = prefix === undefined ? bits : Number(prefix) - written96;
  if (length < WIDEST[address.kind()] || length > bits) return undefined;
  const base = address.toString();
  if ((length === bits && isUnspecified(base)) || networkBase(address, length) !== base) return undefined;
  return `${base}/${length}`;
}

/**
 * Whether `address` lies in one of `networks`, which are spelt as `canonicalNetwork` spells them; no networks at all
 * means open to everyone. A mapped IPv6 address counts as the IPv4 address that it stands for.
 */
export function isAllowed(networks: readonly string[], address: string): boolean {
  if (networks.length === 0) return true;
  const read = readAddress(address);
  if (!read) return false;
  const asked = normalise(read);
  return networks.some((network) => {
    const [base, length] = ipaddr.parseCIDR(network);
    return base.kind() === asked.kind() && asked.match(base, length);
  });
}
