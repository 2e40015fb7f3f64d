import ipaddr from 'ipaddr.js';

/** The only IPv6 addresses that are routed on the internet (RFC 4291, 2.4, as IANA has assigned them). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address is public (IANA special-purpose registries). Private, shared, local, reserved and multicast ones are
 * not, and neither are IPv6 addresses that contain an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(GLOBAL_UNICAST)) return false;
  return parsed.range() === 'unicast';
}
