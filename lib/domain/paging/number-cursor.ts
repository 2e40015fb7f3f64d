/** The cursor format of lists that are ordered by a number that their owner may see. */
export const numberCursor = {
  encode(number: bigint): string {
    return Buffer.from(`n${number}`).toString('base64url');
  },

  /** Undefined if `encode` did not return the text. */
  decode(text: string): bigint | undefined {
    const [, digits] = /^n(\d{1,18})$/.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
    return digits === undefined ? undefined : BigInt(digits);
  },
};
