import type { AddressCount } from '@/lib/domain/usage/count-addresses';
import type { UseCount } from '@/lib/domain/usage/record';
import { dayOf } from './whole-times';

/** Where all keys are called from. */
export const ADDRESS = '203.0.113.7';
/** The networks that the calls come from. Nobody has them: they are for documentation (RFC 5737, RFC 3849). */
export const NETWORKS = ['203.0.113.0/24', '192.0.2.0/24', '2001:db8::/32'];

/** The addresses that the n-th key is called from: one to three. */
export function addressesOf(n: number): readonly [string, ...string[]] {
  const more = [`192.0.2.${1 + (n % 250)}`, `2001:db8:${(n % 65_536).toString(16)}::7`];
  return [ADDRESS, ...more.slice(0, n % 3)];
}

/** An address that is in none of the networks. */
export const strangeAddress = (n: number) => `198.51.100.${1 + (n % 200)}`;

/** The successful ones of the counts, as calls that came from the addresses in turn. */
export function fromAddresses(
  counts: readonly UseCount[],
  addresses: readonly [string, ...string[]],
): AddressCount[] {
  return counts
    .filter(({ status }) => status < 400)
    .map(({ keyId, hour, calls }, index) => ({
      keyId,
      calls,
      day: dayOf(hour),
      address: addresses[index % addresses.length] ?? addresses[0],
    }));
}
