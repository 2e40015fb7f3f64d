import type { AddressCount } from '@/lib/domain/usage/count-addresses';
import type { PositionCount } from '@/lib/domain/usage/count-positions';
import type { SignatureCount } from '@/lib/domain/usage/count-signatures';
import type { KeyUse, UseCount } from '@/lib/domain/usage/record';
import type { CountEntry } from '@/lib/gateway/recording/counts';

/** With fewer keys in a part, the transactions cost more than the keys. */
const LEAST_KEYS = 40;
/** With more parts, the pauses between them would take too long. */
const MOST_PARTS = 20;

/** What calls have left in memory, to be written together. */
export interface Uses {
  latest: readonly KeyUse[];
  addresses: readonly KeyUse[];
  calls: readonly CountEntry<UseCount>[];
  addressCalls: readonly CountEntry<AddressCount>[];
  positions: readonly CountEntry<PositionCount>[];
  signatures: readonly CountEntry<SignatureCount>[];
}

/** Splits uses into parts of whole keys. Counts by signing secret do not tell their key; they are in the first part. */
export function splitByKey({ signatures, ...uses }: Uses): Uses[] {
  const keyIds = [...new Set(uses.calls.map(([, { keyId }]) => keyId))];
  const keysInPart = Math.max(LEAST_KEYS, Math.ceil(keyIds.length / MOST_PARTS));
  const partOfKey = new Map(keyIds.map((keyId, index) => [keyId, Math.floor(index / keysInPart)]));
  const partOf = ({ keyId }: { keyId: string }) => partOfKey.get(keyId) ?? 0;

  const latest = Map.groupBy(uses.latest, partOf);
  const addresses = Map.groupBy(uses.addresses, partOf);
  const calls = Map.groupBy(uses.calls, ([, count]) => partOf(count));
  const addressCalls = Map.groupBy(uses.addressCalls, ([, count]) => partOf(count));
  const positions = Map.groupBy(uses.positions, ([, count]) => partOf(count));
  return Array.from({ length: Math.max(1, Math.ceil(keyIds.length / keysInPart)) }, (_, part) => ({
    latest: latest.get(part) ?? [],
    addresses: addresses.get(part) ?? [],
    calls: calls.get(part) ?? [],
    addressCalls: addressCalls.get(part) ?? [],
    positions: positions.get(part) ?? [],
    signatures: part === 0 ? signatures : [],
  }));
}
