import { useLayoutEffect, useRef } from 'react';

/** Returns the focus to the opener of a dialog. If the opener is gone, its section gets the focus, or else the page. */
export function useReturnFocus() {
  const candidates = useRef<(HTMLElement | null)[]>([]);

  function now() {
    const [opener] = candidates.current;
    const target = candidates.current.find((candidate) => candidate?.isConnected);
    target?.focus();
    if (target !== opener) candidates.current = [];
  }

  useLayoutEffect(() => {
    if (document.activeElement === document.body && candidates.current[0]?.isConnected === false) now();
  });

  return {
    now,
    rememberFrom(opener: HTMLElement) {
      candidates.current = [opener, opener.closest('section'), opener.closest('main')];
    },
  };
}
