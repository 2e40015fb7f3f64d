'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RevealDialogProps } from '@/app/(portal)/settings/api-keys/_components/reveal/reveal-dialog';
import { useChunk } from '@/components/use-chunk';

type AskedKey = RevealDialogProps['apiKey'];
type Ask = (key: AskedKey, opener: HTMLElement) => void;

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/reveal/reveal-dialog').then(
    (module) => module.RevealDialog,
  );

const Context = createContext<Ask>(() => undefined);

interface RevealProviderProps extends Pick<RevealDialogProps, 'policy' | 'api'> {
  children: ReactNode;
}

/** Owns the dialog of the list that shows a key again. */
export function RevealProvider({ policy, api, children }: RevealProviderProps) {
  const [asked, setAsked] = useState<{ key: AskedKey; opener: HTMLElement }>();
  const dialog = useChunk(load);

  function ask(key: AskedKey, opener: HTMLElement) {
    setAsked({ key, opener });
    void dialog.open();
  }

  function close() {
    flushSync(dialog.close);
    asked?.opener.focus();
  }

  return (
    <Context value={ask}>
      {children}
      {asked && dialog.Component && (
        <dialog.Component apiKey={asked.key} policy={policy} api={api} onClose={close} />
      )}
    </Context>
  );
}

/** Opens the dialog that shows a key again. The focus returns to `opener`. */
export function useRevealAgain(): Ask {
  return useContext(Context);
}
