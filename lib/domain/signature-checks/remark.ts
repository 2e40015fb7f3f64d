/** What a check of a signature base found. A note is right or wrong depending on what the base does not show. */
export interface Remark {
  kind: 'right' | 'wrong' | 'note';
  text: string;
}

export const right = (text: string): Remark => ({ kind: 'right', text });
export const wrong = (text: string): Remark => ({ kind: 'wrong', text });
export const note = (text: string): Remark => ({ kind: 'note', text });

/**
 * How a provider's signature base is read: each thing that is right or wrong with it.
 * @param keyId the public id of the key that should have signed
 * @param at the time of the check
 */
export type InspectBase = (base: string, keyId: string, at: Date) => Remark[];

/** What a check needs to know of how a provider's calls are signed. */
export interface CheckedScheme {
  inspect: InspectBase;
  /** Whether the text that is signed contains the body as it is sent, with the line breaks of the body. */
  signsPlainBody: boolean;
}
