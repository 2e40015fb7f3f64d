import ipaddr from 'ipaddr.js';

/** What stands for one client: an IPv4 address, or the /64 in which an IPv6 client may pick any address. */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address) || ipaddr.process(address).kind() === 'ipv4') return address;
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`)}/64`;
}
