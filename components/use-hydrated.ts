import { useSyncExternalStore } from 'react';
import { HYDRATING } from '@/components/early-interactions/mark';

const never = () => () => undefined;

/** False on the server and in the render that must repeat the server's; true from then on. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}

/** The attribute of a control that React does not handle yet; what the user does with it is kept until then. */
export function useHydratingMark(): { [HYDRATING]: '' | undefined } {
  return { [HYDRATING]: useHydrated() ? undefined : '' };
}
