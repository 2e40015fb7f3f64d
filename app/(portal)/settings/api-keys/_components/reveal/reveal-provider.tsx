'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { RevealDialogProps } from '@/app/(portal)/settings/api-keys/_components/reveal/reveal-dialog';
import { useRowDialog } from '@/components/use-row-dialog';

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
  const dialog = useRowDialog<AskedKey, RevealDialogProps>(load);
  return (
    <Context value={dialog.open}>
      {children}
      {dialog.row && dialog.Component && (
        <dialog.Component apiKey={dialog.row} policy={policy} api={api} onClose={dialog.close} />
      )}
    </Context>
  );
}

/** Opens the dialog that shows a key again. The focus returns to `opener`. */
export function useRevealAgain(): Ask {
  return useContext(Context);
}
