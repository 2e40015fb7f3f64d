'use client';

import { type ComponentType, useEffect, useState } from 'react';
import { beginsUse } from '@/components/begins-use';
import { PlainToaster } from '@/components/ui/plain-toaster';
import { onWaitingToast } from '@/components/ui/toast';

const fetchToaster = () => import('@/components/ui/full-toaster').then((module) => module.FullToaster);

/** Shows `toast()` messages. What shows them is fetched when the user begins to use the page, because most pages need none. */
export function Toaster() {
  const [Fetched, setFetched] = useState<ComponentType>();
  useEffect(() => {
    // The plain toaster stays, because it can show a message already.
    const show = (toaster: ComponentType) => setFetched((current?: ComponentType) => current ?? toaster);
    // If this fails, the first toast tries again.
    beginsUse()
      .then(fetchToaster)
      .then(show, () => undefined);
    return onWaitingToast(() => {
      fetchToaster().then(show, () => show(PlainToaster));
    });
  }, []);
  return Fetched && <Fetched />;
}
