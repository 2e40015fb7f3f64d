import { useEffect, useEffectEvent } from 'react';

let isLeaving = false;

/** Leaves the page without asking, even if a dialog is open or something is typed. */
export function leaveFor(path: string): void {
  isLeaving = true;
  window.location.assign(path);
}

/**
 * While `active`, the browser asks before it leaves the page.
 * @param onAttempt called instead for the back button, if the browser supports it
 */
export function useLeaveGuard(active: boolean, onAttempt: () => void = () => undefined): void {
  const reportAttempt = useEffectEvent(onAttempt);
  useEffect(() => {
    if (!active) return;
    const warnBeforeUnload = (event: BeforeUnloadEvent) => {
      if (!isLeaving) event.preventDefault();
    };
    // The back button navigates inside the app, without a beforeunload event.
    const stopTraversal = (event: NavigateEvent) => {
      if (event.navigationType !== 'traverse' || !event.cancelable || !event.destination.sameDocument) return;
      event.preventDefault();
      reportAttempt();
    };
    const { navigation } = window;
    window.addEventListener('beforeunload', warnBeforeUnload);
    navigation?.addEventListener('navigate', stopTraversal);
    return () => {
      window.removeEventListener('beforeunload', warnBeforeUnload);
      navigation?.removeEventListener('navigate', stopTraversal);
    };
  }, [active]);
}
