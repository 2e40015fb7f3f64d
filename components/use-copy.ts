import { useEffect, useState } from 'react';

const SHOWN_MS = 1_500;

/** Writes to the clipboard. False when the browser refuses, or has no clipboard, as on a page over plain HTTP. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copies `text`; only a write that the browser confirmed counts as a copy.
 * @param onCopy gets the outcome of each attempt, as soon as it begins; a slow clipboard can take seconds
 */
export function useCopy(text: string, onCopy?: (copied: Promise<boolean>) => void) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);

  async function run() {
    const copied = write(text);
    onCopy?.(copied);
    setState((await copied) ? 'copied' : 'failed');
  }
  return { state, run };
}
