import { type ComponentType, useState } from 'react';
import { flushSync } from 'react-dom';
import { useReturnFocus } from '@/components/forms/use-return-focus';
import { loadChunk } from '@/components/load-chunk';
import { useReopen } from '@/components/outdated/use-draft';

/** What `useDialogs` passes to a dialog. */
export interface DialogProps {
  /** The name under which a reload keeps the draft. */
  draft: string;
  onClose(): void;
}

export interface DialogRequest<Name extends string> {
  name: Name;
  /** Gets the focus when the dialog closes. */
  opener: HTMLElement;
}

/**
 * The dialogs of a page, of which one can be open. Each is fetched when it is first opened.
 * @param loaders how to fetch each dialog, by its name
 * @param targetId the id of what the dialogs change; it keeps their drafts apart
 * @returns a function that opens a dialog, one that closes it, and the open dialog with the request that opened it
 */
export function useDialogs<
  Name extends string,
  Props extends DialogProps,
  Request extends DialogRequest<Name>,
>(loaders: Readonly<Record<Name, () => Promise<ComponentType<Props>>>>, targetId: string) {
  const [shown, setShown] = useState<{
    Dialog: ComponentType<Props>;
    draft: string;
    request: Partial<Request>;
  }>();
  const returnFocus = useReturnFocus();
  const names = Object.keys(loaders) as Name[];
  const draftName = (name: Name) => `${name} ${targetId}`;

  async function show(name: Name, opener: HTMLElement, request: Partial<Request>) {
    const Dialog = await loadChunk(loaders[name]);
    if (!Dialog) return;
    returnFocus.rememberFrom(opener);
    setShown({ Dialog, draft: draftName(name), request });
  }

  function reopen(name: Name) {
    const opener = document.getElementById('content');
    if (opener) void show(name, opener, {});
  }

  useReopen(Object.fromEntries(names.map((name) => [draftName(name), () => reopen(name)])));

  return {
    shown,
    open: (request: Request) => void show(request.name, request.opener, request),
    close() {
      flushSync(() => setShown(undefined));
      returnFocus.now();
    },
  };
}
