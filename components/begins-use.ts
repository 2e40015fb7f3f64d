import { WAITING } from '@/components/early-interactions/mark';

/** A press, a key, or something that gets the focus or another value. */
const ACTS = ['pointerdown', 'keydown', 'focusin', 'input'];

let firstUse: Promise<void> | undefined;

function once(signs: readonly string[]): Promise<void> {
  return new Promise((resolve) => {
    const listening = new AbortController();
    const begin = () => {
      listening.abort();
      resolve();
    };
    for (const sign of signs) {
      window.addEventListener(sign, begin, { signal: listening.signal, capture: true, passive: true });
    }
  });
}

/**
 * Resolves when the user begins to use the site, such as with a move of the pointer, and at once if they did. What nobody
 * needs who only reads is fetched then.
 */
export function beginsUse(): Promise<void> {
  const hasBegun = document.documentElement.hasAttribute(WAITING);
  firstUse ??= hasBegun ? Promise.resolve() : once(['pointermove', ...ACTS]);
  return firstUse;
}

/** Resolves when the user next does something. What could not be fetched is tried again then. */
export function nextAct(): Promise<void> {
  return once(ACTS);
}
