import ipaddr from 'ipaddr.js';

/**
 * The network that counts as one client: an IPv4 address, or the /64 of an IPv6 address, because a client can use any
 * address in it.
 */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address) || ipaddr.process(address).kind() === 'ipv4') return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}
