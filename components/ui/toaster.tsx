'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { PlainToaster } from '@/components/ui/plain-toaster';
import { onWaitingToast } from '@/components/ui/toast';

const fetchToaster = () => import('@/components/ui/full-toaster').then((module) => module.FullToaster);

const SIGNS_OF_LIFE = ['pointermove', 'pointerdown', 'keydown'];

/** Shows `toast()` messages. What shows them is fetched when the user begins to use the page, because most pages need none. */
export function Toaster() {
  const [Fetched, setFetched] = useState<ComponentType>();
  useEffect(() => {
    const use = (fetched: ComponentType) => setFetched(() => fetched);
    const listening = new AbortController();
    const { signal } = listening;
    for (const sign of SIGNS_OF_LIFE) {
      const begin = () => {
        listening.abort();
        // If this fails, the first toast tries again.
        fetchToaster().then(use, () => undefined);
      };
      window.addEventListener(sign, begin, { signal, capture: true, passive: true });
    }
    const stop = onWaitingToast(() => {
      listening.abort();
      fetchToaster().then(use, () => use(PlainToaster));
    });
    return () => {
      listening.abort();
      stop();
    };
  }, []);
  return Fetched && <Fetched />;
}
