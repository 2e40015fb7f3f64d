import { useEffect, useEffectEvent } from 'react';

/**
 * While `active`, calls `onHide` when the browser leaves the page. The browser can keep the page for its back button, and
 * that copy must not contain a secret.
 */
export function usePageHide(active: boolean, onHide: () => void): void {
  const hide = useEffectEvent(onHide);
  useEffect(() => {
    if (!active) return;
    const listener = () => hide();
    window.addEventListener('pagehide', listener);
    return () => window.removeEventListener('pagehide', listener);
  }, [active]);
}
