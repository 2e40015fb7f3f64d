import { type ComponentType, useState } from 'react';
import { flushSync } from 'react-dom';
import { useChunk } from '@/components/use-chunk';

/**
 * One dialog for all rows of a list, which is above them, because a row can disappear while it is open. It is fetched when it
 * is first opened.
 * @returns the row and the component while the dialog is open, and functions that open and close it; the focus returns to
 * the opener
 */
export function useRowDialog<Row, Props>(load: () => Promise<ComponentType<Props>>) {
  const [asked, setAsked] = useState<{ row: Row; opener: HTMLElement }>();
  const dialog = useChunk(load);
  return {
    row: asked?.row,
    Component: dialog.Component,
    open(row: Row, opener: HTMLElement) {
      setAsked({ row, opener });
      void dialog.open();
    },
    close() {
      flushSync(dialog.close);
      asked?.opener.focus();
    },
  };
}
