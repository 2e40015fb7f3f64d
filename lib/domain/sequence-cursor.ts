import { seal, unseal } from '@/lib/crypto';

const PURPOSE = 'list-cursor';

/** A place in a list that is ordered by a sequence, sealed: its numbers would tell how much all customers do. */
export function encodePlace(id: bigint): string {
  return seal(PURPOSE, id.toString()).toString('base64url');
}

/** Reads what `encodePlace` made; undefined for anything else. */
export function decodePlace(text: string): bigint | undefined {
  try {
    return BigInt(unseal(PURPOSE, Buffer.from(text, 'base64url')));
  } catch {
    // Not of our making.
    return undefined;
  }
}
