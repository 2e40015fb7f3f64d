'use client';

import { createContext, type ReactElement, type ReactNode, useContext, useState } from 'react';
import { flushSync } from 'react-dom';
import { RevealBoundary } from '@/components/reveal/reveal-boundary';
import { usePageHide } from '@/components/reveal/use-page-hide';
import { wipe } from '@/components/reveal/wipe';

/** Secrets to show once. */
interface Reveal {
  /** The value that contains them. It is wiped when the dialog closes. */
  answer: object;
  /** The secrets in `answer`, for the plain text that replaces a dialog that failed. */
  secrets(): readonly string[];
  dialog(close: () => void): ReactElement;
  /** Called once, after the dialog has closed and the answer is wiped. */
  onClosed?(): void;
}

const Context = createContext<(reveal: Reveal) => void>(() => {
  throw new Error('useReveal needs a RevealHost');
});

/**
 * Shows secrets outside the pages and their error boundaries. If a page fails, its secret is still shown: the server
 * can't show it again. Closes when the browser leaves the page.
 */
export function RevealHost({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Reveal & { close(): void }>();

  function show(reveal: Reveal) {
    let isClosed = false;
    function close() {
      if (isClosed) return;
      isClosed = true;
      flushSync(() => setShown((current) => (current?.answer === reveal.answer ? undefined : current)));
      wipe(reveal.answer);
      reveal.onClosed?.();
    }
    setShown({ ...reveal, close });
  }

  usePageHide(shown !== undefined, () => shown?.close());

  return (
    <Context value={show}>
      {children}
      {shown && (
        <RevealBoundary secrets={shown.secrets} onClose={shown.close}>
          {shown.dialog(shown.close)}
        </RevealBoundary>
      )}
    </Context>
  );
}

/** Shows the secrets of an answer once, even if the component that asked for them is gone by then. */
export function useReveal(): (reveal: Reveal) => void {
  return useContext(Context);
}
