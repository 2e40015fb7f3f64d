import { seal, unseal } from '@/lib/crypto';

const PURPOSE = 'list-cursor';

/**
 * The cursor format of lists that are ordered by a number from a sequence. The number is sealed, because it shows how
 * much all customers do.
 */
export const sequenceCursor = {
  encode(id: bigint): string {
    return seal(PURPOSE, id.toString()).toString('base64url');
  },

  /** Undefined if `encode` did not return the text. */
  decode(text: string): bigint | undefined {
    try {
      return BigInt(unseal(PURPOSE, Buffer.from(text, 'base64url')));
    } catch {
      // Not a cursor of ours.
      return undefined;
    }
  },
};
