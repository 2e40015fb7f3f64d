import ipaddr from 'ipaddr.js';

/** The shortest prefix lengths that an entry may have. Shorter ones are typing errors. */
export const WIDEST = { ipv4: 8, ipv6: 16 };

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The IPv4 address in an IPv4-mapped IPv6 address. Other addresses are returned unchanged. */
export function normalise(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * Four decimal numbers without leading zeros. Other forms are refused, because some programs read them as octal or as
 * one number.
 */
const DOTTED = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/;

/** Reads an IPv4 or IPv6 address without a zone. Undefined if the text is not one. */
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

/** Whether this is an address that no call comes from. People who enter it mean “everywhere”. */
export function isUnspecified(address: string): boolean {
  return readAddress(address)?.range() === 'unspecified' && !/[1-9a-f]/i.test(address);
}

/**
 * The canonical spelling of an allowlist entry: `203.0.113.7/32`, `2001:db8::/32`. Accepts an address or a network in
 * CIDR notation. Undefined if it is neither, if bits are set after the prefix, or if the network is too large.
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

/** Whether every address of `network` is in one of `networks`. All are in their canonical spelling. */
export function isWithin(networks: readonly string[], network: string): boolean {
  const [base, length] = ipaddr.parseCIDR(network);
  return networks.some((other) => {
    const [otherBase, otherLength] = ipaddr.parseCIDR(other);
    return otherLength <= length && base.kind() === otherBase.kind() && base.match(otherBase, otherLength);
  });
}

/**
 * Whether `address` is in one of `networks`, which are in their canonical spelling. Without networks, every address is
 * allowed. A mapped IPv6 address counts as the IPv4 address in it.
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
