import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

/** About what an attacker can try in a day after a leak of the hashes. */
const TOO_FEW_GUESSES = 1e9;
/** The check takes longer for long passwords, and a weak one shows it at its start. */
const WEIGHED_LENGTH = 40;
const PRODUCT_WORDS = ['keydesk', 'apikey', 'sandbox', 'workspace'];

let estimator: ZxcvbnFactory | undefined;

/**
 * Whether attackers would try a password early: common ones, words of the product or the person, repetitions,
 * sequences, keyboard runs.
 */
export function isWeakPassword(password: string, personal: readonly string[]): boolean {
  estimator ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: WEIGHED_LENGTH });
  const words = personal.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]).filter(Boolean);
  return estimator.check(password, [...PRODUCT_WORDS, ...words]).guesses < TOO_FEW_GUESSES;
}
