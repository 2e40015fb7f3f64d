import { type ComponentType, useState } from 'react';
import { loadChunk } from '@/components/load-chunk';

/**
 * A component that is fetched when it is first opened. If the fetch fails, the user sees why and the next `open` tries
 * again. With `next/dynamic`, the whole page would fail.
 * @returns the component while it is open, and functions that open and close it
 */
export function useChunk<Props>(load: () => Promise<ComponentType<Props>>) {
  const [Component, setComponent] = useState<ComponentType<Props>>();
  return {
    Component,
    async open() {
      const loaded = await loadChunk(load);
      if (loaded) setComponent(() => loaded);
    },
    close: () => setComponent(undefined),
  };
}
