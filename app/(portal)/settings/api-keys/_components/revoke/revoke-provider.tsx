'use client';

import { type ComponentProps, createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import type {
  RevocableKey,
  RevokeDialog,
} from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-dialog';
import { useRowDialog } from '@/components/use-row-dialog';

type Revoke = (key: RevocableKey, opener: HTMLElement) => void;

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/revoke/revoke-dialog').then(
    (module) => module.RevokeDialog,
  );

const Context = createContext<Revoke>(() => undefined);

interface RevokeProviderProps {
  keyIds: string[];
  children: ReactNode;
}

/** Owns the dialog of the list that revokes a key. */
export function RevokeProvider({ keyIds, children }: RevokeProviderProps) {
  const dialog = useRowDialog<RevocableKey, ComponentProps<typeof RevokeDialog>>(load);
  const list = useRef<HTMLDivElement>(null);
  const shown = keyIds.join();
  const before = useRef(shown);

  // If the row that had the focus leaves the list, the list gets it.
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [shown]);

  return (
    <Context value={dialog.open}>
      <div ref={list} tabIndex={-1} className="space-y-3 outline-none">
        {children}
      </div>
      {dialog.row && dialog.Component && <dialog.Component apiKey={dialog.row} onClose={dialog.close} />}
    </Context>
  );
}

/** Opens the dialog that revokes a key. The focus returns to `opener`. */
export function useRevoke(): Revoke {
  return useContext(Context);
}
