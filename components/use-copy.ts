import { useEffect, useState } from 'react';

const SHOWN_MS = 1_500;

/** Copies `text`; only a write that the browser confirmed counts as a copy. */
export function useCopy(text: string, onCopied?: () => void, onFailed?: () => void) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function run() {
    try {
      await navigator.clipboard.writeText(text);
      setState('copied');
      onCopied?.();
    } catch {
      // Refused, or no clipboard at all where the page came over plain HTTP.
      setState('failed');
      onFailed?.();
    }
  }
  return { state, run };
}
