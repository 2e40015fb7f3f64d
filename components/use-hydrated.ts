import { useLayoutEffect, useState, useSyncExternalStore } from 'react';
import { HYDRATING } from '@/components/early-interactions/mark';

const subscribeToNothing = () => () => undefined;

/** False on the server and in the first render of its page in the browser; true from then on. */
export function useHydrated(): boolean {
  const isHydrated = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const [, renderAgain] = useState(false);
  // `useSyncExternalStore` renders again in a passive effect, and React handles events before that.
  useLayoutEffect(() => {
    if (!isHydrated) renderAgain(true);
  }, [isHydrated]);
  return isHydrated;
}

/** The attribute of a control that React does not handle yet. What the user does with it is repeated once React does. */
export function useHydratingMark(): { [HYDRATING]: '' | undefined } {
  return { [HYDRATING]: useHydrated() ? undefined : '' };
}
