'use client';

import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { RevocableKey } from '@/app/(portal)/settings/api-keys/_components/revoke/revoke-dialog';
import { useChunk } from '@/components/use-chunk';

type Revoke = (key: RevocableKey, opener: HTMLElement) => void;

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/revoke/revoke-dialog').then(
    (module) => module.RevokeDialog,
  );

const Context = createContext<Revoke>(() => undefined);

interface RevokeProviderProps {
  keyIds: string[];
  /** What the provider calls a key. */
  children: ReactNode;
}

/** Owns the dialog that revokes a key. It is above the rows, because the row can disappear while it is open. */
export function RevokeProvider({ keyIds, children }: RevokeProviderProps) {
  const [asked, setAsked] = useState<{ key: RevocableKey; opener: HTMLElement }>();
  const dialog = useChunk(load);
  const list = useRef<HTMLDivElement>(null);
  const shown = keyIds.join();
  const before = useRef(shown);

  // If the row that had the focus leaves the list, the list gets it.
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    if (document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [shown]);

  function ask(key: RevocableKey, opener: HTMLElement) {
    setAsked({ key, opener });
    // Opens after the menu has given the focus back to its button.
    void dialog.open();
  }

  function close() {
    flushSync(dialog.close);
    asked?.opener.focus();
  }

  return (
    <Context value={ask}>
      <div ref={list} tabIndex={-1} className="space-y-3 outline-none">
        {children}
      </div>
      {asked && dialog.Component && <dialog.Component apiKey={asked.key} onClose={close} />}
    </Context>
  );
}

/** Opens the dialog that revokes a key. The focus returns to `opener`. */
export function useRevoke(): Revoke {
  return useContext(Context);
}
