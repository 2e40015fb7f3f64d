import { useEffect, useState } from 'react';

const SHOWN_MS = 3_000;

/** Writes to the clipboard. False if the browser refuses, or has no clipboard, as on pages over plain HTTP. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copies `text`. It counts as copied once the browser confirms the write.
 * @param onCopy gets the promised outcome of each attempt when it starts, because a clipboard can take seconds
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
