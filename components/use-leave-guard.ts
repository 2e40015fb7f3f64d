import { useEffect, useEffectEvent } from 'react';

let isLeaving = false;

/** Leaves the page without asking, whatever is open or typed. */
export function leaveFor(path: string): void {
  isLeaving = true;
  window.location.assign(path);
}

/** While `active`, leaving the page asks first: the browser on its own, or `onAttempt`, if given, where it lets us. */
export function useLeaveGuard(active: boolean, onAttempt: () => void = () => undefined): void {
  const attempt = useEffectEvent(onAttempt);
  useEffect(() => {
    if (!active) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (!isLeaving) event.preventDefault();
    };
    // The back button stays inside the app, where no unload is announced.
    const hold = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || !event.destination.sameDocument) return;
      event.preventDefault();
      attempt();
    };
    const { navigation } = window;
    window.addEventListener('beforeunload', warn);
    navigation?.addEventListener('navigate', hold);
    return () => {
      window.removeEventListener('beforeunload', warn);
      navigation?.removeEventListener('navigate', hold);
    };
  }, [active]);
}
