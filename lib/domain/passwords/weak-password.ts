import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** What an attacker can try in a day through a leak of the hashes, roughly. */
const TOO_FEW_GUESSES = 1e9;
/** Weighing takes longer the longer the password; what is guessable shows in its beginning. */
const WEIGHED_LENGTH = 40;
const PRODUCT_WORDS = ['keydesk', 'apikey', 'sandbox', 'workspace'];

let estimator: ZxcvbnFactory | undefined;

/**
 * Whether a password is among those that attackers try first: common ones, the product's and the person's own
 * words, repetitions, sequences, keyboard runs.
 */
export function isWeakPassword(password: string, personal: readonly string[]): boolean {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: WEIGHED_LENGTH });
  const words = personal.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  return estimator.check(password, [...PRODUCT_WORDS, ...words]).guesses < TOO_FEW_GUESSES;
}
