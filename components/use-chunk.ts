import { type ComponentType, useState } from 'react';
import { loadChunk } from '@/components/load-chunk';

/**
 * A component that is fetched when it is first needed. Unlike `next/dynamic`, a fetch that fails does not take the
 * page down: it is told, and the next `open` tries again.
 * @returns the component while it is open, how to open it, and how to close it
 */
export function useChunk<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Part, setPart] = useState<ComponentType<Props>>();
  return {
    Part,
    async open() {
      const loaded = await loadChunk(load);
      if (loaded) setPart(() => loaded);
    },
    close: () => setPart(undefined),
  };
}
