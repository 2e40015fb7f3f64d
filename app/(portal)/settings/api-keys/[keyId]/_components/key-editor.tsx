'use client';

import dynamic from 'next/dynamic';
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
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/create-key';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { DuplicateSettings } from '@/lib/domain/api-keys/duplicate';

/** What to add to a setting, when a refusal suggests it. */
export interface Suggestion {
  scope?: string;
  address?: string;
  country?: string;
  sender?: string;
}

/** What a dialog of the key's page works with. */
export interface EditorProps extends KeySettings {
  apiKey: ApiKeyDetails;
  /** What the form of another key like it begins with. */
  duplicate: DuplicateSettings;
  suggestion: Suggestion | undefined;
  onClose(): void;
}

const DIALOGS = {
  label: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/label-dialog').then(
        (module) => module.LabelDialog,
      ),
    { ssr: false },
  ),
  scopes: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/scopes-dialog').then(
        (module) => module.ScopesDialog,
      ),
    { ssr: false },
  ),
  expiry: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/expiry-dialog').then(
        (module) => module.ExpiryDialog,
      ),
    { ssr: false },
  ),
  rateLimit: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/rate-limit-dialog').then(
        (module) => module.RateLimitDialog,
      ),
    {
      ssr: false,
    },
  ),
  allowlist: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/allowlist-dialog').then(
        (module) => module.AllowlistDialog,
      ),
    {
      ssr: false,
    },
  ),
  limits: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/limits-dialog').then(
        (module) => module.LimitsDialog,
      ),
    { ssr: false },
  ),
  signing: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/signing-dialog').then(
        (module) => module.SigningDialog,
      ),
    { ssr: false },
  ),
  signingSecret: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/signing-secret-dialog').then(
        (module) => module.SigningSecretDialog,
      ),
    { ssr: false },
  ),
  rotate: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/rotate-dialog').then(
        (module) => module.RotateDialog,
      ),
    { ssr: false },
  ),
  duplicate: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/duplicate-dialog').then(
        (module) => module.DuplicateDialog,
      ),
    {
      ssr: false,
    },
  ),
  disable: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/disable-dialog').then(
        (module) => module.DisableDialog,
      ),
    { ssr: false },
  ),
  retire: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/retire-dialog').then(
        (module) => module.RetireDialog,
      ),
    { ssr: false },
  ),
  revoke: dynamic(
    () =>
      import('@/app/(portal)/settings/api-keys/[keyId]/_components/revoke-this-dialog').then(
        (module) => module.RevokeThisDialog,
      ),
    {
      ssr: false,
    },
  ),
} satisfies Record<string, ComponentType<EditorProps>>;

export type EditorName = keyof typeof DIALOGS;

interface Asked {
  name: EditorName;
  suggestion?: Suggestion | undefined;
  /** Where the focus comes back to. */
  opener: HTMLElement;
}

const Context = createContext<(asked: Asked) => void>(() => undefined);

interface KeyEditorProps extends KeySettings {
  apiKey: ApiKeyDetails;
  duplicate: DuplicateSettings;
  children: ReactNode;
}

/** Holds the dialogs of the key's page, each fetched when it is first asked for. */
export function KeyEditor({ children, ...given }: KeyEditorProps) {
  const [asked, setAsked] = useState<Asked>();
  const returnFocus = useReturnFocus();
  const Editor = asked && DIALOGS[asked.name];

  function open(wanted: Asked) {
    returnFocus.rememberFrom(wanted.opener);
    setAsked(wanted);
  }

  function close() {
    flushSync(() => setAsked(undefined));
    returnFocus.now();
  }

  return (
    <Context value={open}>
      {children}
      {Editor && <Editor {...given} suggestion={asked.suggestion} onClose={close} />}
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
