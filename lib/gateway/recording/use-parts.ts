import type { AddressCount } from '@/lib/domain/usage/count-addresses';
import type { PositionCount } from '@/lib/domain/usage/count-positions';
import type { SignatureCount } from '@/lib/domain/usage/count-signatures';
import type { KeyUse, UseCount } from '@/lib/domain/usage/record';

/** Uses and counts of keys that are written together, by their keys in memory. */
export interface UsePart {
  latest: Map<string, KeyUse>;
  addresses: Map<string, KeyUse>;
  calls: Map<string, UseCount>;
  addressCalls: Map<string, AddressCount>;
  positions: Map<string, PositionCount>;
  signatures: Map<string, SignatureCount>;
}

/** Splits uses and counts into parts of at most so many keys. What belongs to no key is in the first part. */
export function splitByKey({ signatures, ...uses }: UsePart, keysInPart: number): UsePart[] {
  const numbers = new Map<string, number>();
  const numberOf = (keyId: string) => {
    const number = numbers.get(keyId) ?? Math.floor(numbers.size / keysInPart);
    numbers.set(keyId, number);
    return number;
  };
  const split = <Value extends { keyId: string }>(values: Map<string, Value>) =>
    Map.groupBy(values, ([, { keyId }]) => numberOf(keyId));

  const calls = split(uses.calls);
  const latest = split(uses.latest);
  const addresses = split(uses.addresses);
  const addressCalls = split(uses.addressCalls);
  const positions = split(uses.positions);
  return Array.from({ length: Math.max(1, Math.ceil(numbers.size / keysInPart)) }, (_, number) => ({
    latest: new Map(latest.get(number)),
    addresses: new Map(addresses.get(number)),
    calls: new Map(calls.get(number)),
    addressCalls: new Map(addressCalls.get(number)),
    positions: new Map(positions.get(number)),
    signatures: number === 0 ? signatures : new Map(),
  }));
}
