'use client';

import {
  type ComponentType,
  createContext,
  type ReactNode,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import type {
  EditorProps,
  Suggestion,
} from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { loadChunk } from '@/components/load-chunk';
import { useReopen } from '@/components/outdated/use-draft';

const DIALOGS = {
  label: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/label-dialog').then(
      (module) => module.LabelDialog,
    ),
  scopes: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/scopes-dialog').then(
      (module) => module.ScopesDialog,
    ),
  expiry: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/expiry-dialog').then(
      (module) => module.ExpiryDialog,
    ),
  rateLimit: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/limits/rate-limit-dialog').then(
      (module) => module.RateLimitDialog,
    ),
  allowlist: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/allowlist-dialog').then(
      (module) => module.AllowlistDialog,
    ),
  limits: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/limits/limits-dialog').then(
      (module) => module.LimitsDialog,
    ),
  signing: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/signing-dialog').then(
      (module) => module.SigningDialog,
    ),
  signingSecret: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/signing-secret-dialog').then(
      (module) => module.SigningSecretDialog,
    ),
  rotate: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/rotate-dialog').then(
      (module) => module.RotateDialog,
    ),
  duplicate: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/editor/duplicate-dialog').then(
      (module) => module.DuplicateDialog,
    ),
  disable: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/state/disable-dialog').then(
      (module) => module.DisableDialog,
    ),
  retire: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/rotate/retire-dialog').then(
      (module) => module.RetireDialog,
    ),
  revoke: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/state/revoke-this-dialog').then(
      (module) => module.RevokeThisDialog,
    ),
} satisfies Record<string, () => Promise<ComponentType<EditorProps>>>;

export type EditorName = keyof typeof DIALOGS;

const NAMES = Object.keys(DIALOGS) as EditorName[];

interface Asked {
  name: EditorName;
  suggestion?: Suggestion | undefined;
  /** Where the focus comes back to. */
  opener: HTMLElement;
}

const Context = createContext<(asked: Asked) => void>(() => undefined);

interface KeyEditorProps extends KeySettings, Pick<EditorProps, 'apiKey' | 'duplicate' | 'oldSecret'> {
  children: ReactNode;
}

/** Holds the dialogs of the key's page, each fetched when it is first asked for. */
export function KeyEditor({ children, ...given }: KeyEditorProps) {
  const [shown, setShown] = useState<{
    Editor: ComponentType<EditorProps>;
    draft: string;
    suggestion: Asked['suggestion'];
  }>();
  const returnFocus = useReturnFocus();
  const draftName = (name: EditorName) => `${name} ${given.apiKey.id}`;

  async function open({ name, suggestion, opener }: Asked) {
    const Editor = await loadChunk<ComponentType<EditorProps>>(DIALOGS[name]);
    if (!Editor) return;
    returnFocus.rememberFrom(opener);
    setShown({ Editor, draft: draftName(name), suggestion });
  }

  function close() {
    flushSync(() => setShown(undefined));
    returnFocus.now();
  }

  function reopen(name: EditorName) {
    const opener = document.getElementById('content');
    if (opener) void open({ name, opener });
  }

  useReopen(Object.fromEntries(NAMES.map((name) => [draftName(name), () => reopen(name)])));

  return (
    <Context value={open}>
      {children}
      {shown && <shown.Editor {...given} suggestion={shown.suggestion} draft={shown.draft} onClose={close} />}
    </Context>
  );
}

/**
 * Gives the focus back to a dialog's opener; where the change took that away, before or after the dialog closed, to the
 * section that it stood in, or the page when that went too.
 */
function useReturnFocus() {
  const places = useRef<(HTMLElement | null)[]>([]);

  function now() {
    const [opener] = places.current;
    const place = places.current.find((candidate) => candidate?.isConnected);
    place?.focus();
    if (place !== opener) places.current = [];
  }

  useLayoutEffect(() => {
    if (document.activeElement === document.body && places.current[0]?.isConnected === false) now();
  });

  return {
    now,
    rememberFrom(opener: HTMLElement) {
      places.current = [opener, opener.closest('section'), opener.closest('main')];
    },
  };
}

/** Opens a dialog of the key's page. */
export function useKeyEditor(): (asked: Asked) => void {
  return useContext(Context);
}
