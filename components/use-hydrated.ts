import { useSyncExternalStore } from 'react';
import { HYDRATING } from '@/components/early-interactions/mark';

const subscribeToNothing = () => () => undefined;

/** False on the server and in the first render of its page in the browser; true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
}

/** The attribute of a control that React does not handle yet. What the user does with it is repeated once React does. */
export function useHydratingMark(): { [HYDRATING]: '' | undefined } {
  return { [HYDRATING]: useHydrated() ? undefined : '' };
}
