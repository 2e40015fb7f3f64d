'use client';

import { createContext, type ReactNode, useContext, useState } from 'react';
import { flushSync } from 'react-dom';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import type {
  KeyDialogName,
  PreparedDialog,
} from '@/app/(portal)/settings/api-keys/_components/list/prepare-dialog';
import { loadChunk } from '@/components/load-chunk';

type Open = (name: KeyDialogName, keyId: string, opener: HTMLElement) => void;

const load = () => import('@/app/(portal)/settings/api-keys/_components/list/prepare-dialog');

const Context = createContext<Open>(() => undefined);

/** Owns the dialogs that rotate, duplicate and disable a key of the list. They are those of the key's page. */
export function KeyDialogs({ children, ...settings }: KeySettings & { children: ReactNode }) {
  const [shown, setShown] = useState<PreparedDialog & { opener: HTMLElement }>();

  async function open(name: KeyDialogName, keyId: string, opener: HTMLElement) {
    const loaded = await loadChunk(load);
    const prepared = await loaded?.prepareDialog(name, keyId);
    if (prepared) setShown({ ...prepared, opener });
  }

  function close() {
    flushSync(() => setShown(undefined));
    shown?.opener.focus();
  }

  return (
    <Context value={open}>
      {children}
      {shown && <shown.Dialog {...settings} {...shown.props} onClose={close} />}
    </Context>
  );
}

/** Opens a dialog of a key of the list. The focus returns to `opener`. */
export function useKeyDialog(): Open {
  return useContext(Context);
}
