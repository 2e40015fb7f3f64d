import { WAITING } from '@/components/early-interactions/mark';

const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'focusin', 'input'];

let firstUse: Promise<void> | undefined;

function listen(): Promise<void> {
  return new Promise((resolve) => {
    if (document.documentElement.hasAttribute(WAITING)) {
      resolve();
      return;
    }
    const listening = new AbortController();
    const begin = () => {
      listening.abort();
      resolve();
    };
    for (const sign of SIGNS) {
      window.addEventListener(sign, begin, { signal: listening.signal, capture: true, passive: true });
    }
  });
}

/**
 * Resolves when the user begins to use the site, such as with a move of the pointer, and at once if they did. What nobody
 * needs who only reads is fetched then.
 */
export function beginsUse(): Promise<void> {
  firstUse ??= listen();
  return firstUse;
}
