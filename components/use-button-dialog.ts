import { type ComponentType, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useReopen } from '@/components/outdated/use-draft';
import { useChunk } from '@/components/use-chunk';

/**
 * A dialog with one button that opens it. It is fetched when it is first opened, and opened again if a reload kept its
 * draft.
 * @param draft the name of its draft; undefined for a dialog without one
 * @returns the props of the button, the component while the dialog is open, and a function that closes it; the focus returns
 * to the button
 */
export function useButtonDialog<Props>(load: () => Promise<ComponentType<Props>>, draft?: string) {
  const ref = useRef<HTMLButtonElement>(null);
  const dialog = useChunk(load);
  useReopen(draft === undefined ? {} : { [draft]: dialog.open });
  return {
    button: { ref, 'aria-haspopup': 'dialog', onClick: dialog.open } as const,
    Component: dialog.Component,
    close() {
      flushSync(dialog.close);
      ref.current?.focus();
    },
  };
}
