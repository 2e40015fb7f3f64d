'use client';

import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import type {
  EditorProps,
  Suggestion,
} from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { type DialogRequest, useDialogs } from '@/components/forms/use-dialogs';

const DIALOGS = {
  label: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/label-dialog').then(
      (module) => module.LabelDialog,
    ),
  notes: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/notes-dialog').then(
      (module) => module.NotesDialog,
    ),
  purpose: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/purpose-dialog').then(
      (module) => module.PurposeDialog,
    ),
  scopes: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/scopes-dialog').then(
      (module) => module.ScopesDialog,
    ),
  expiry: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/expiry-dialog').then(
      (module) => module.ExpiryDialog,
    ),
  reminder: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/reminder-dialog').then(
      (module) => module.ReminderDialog,
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
  reveal: () =>
    import('@/app/(portal)/settings/api-keys/_components/reveal/reveal-dialog').then(
      (module) => module.RevealDialog,
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
  retireSigning: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/settings/retire-signing-dialog').then(
      (module) => module.RetireSigningDialog,
    ),
  revoke: () =>
    import('@/app/(portal)/settings/api-keys/[keyId]/_components/state/revoke-this-dialog').then(
      (module) => module.RevokeThisDialog,
    ),
} satisfies Record<string, () => Promise<ComponentType<EditorProps>>>;

export type EditorName = keyof typeof DIALOGS;

interface OpenRequest extends DialogRequest<EditorName> {
  suggestion?: Suggestion | undefined;
}

const Context = createContext<(request: OpenRequest) => void>(() => undefined);

interface KeyEditorProps extends KeySettings, Pick<EditorProps, 'apiKey' | 'duplicate' | 'oldSecret'> {
  children: ReactNode;
}

/** Owns the dialogs of the key's page. */
export function KeyEditor({ children, ...props }: KeyEditorProps) {
  const { open, close, shown } = useDialogs<EditorName, EditorProps, OpenRequest>(DIALOGS, props.apiKey.id);
  return (
    <Context value={open}>
      {children}
      {shown && (
        <shown.Dialog {...props} suggestion={shown.request.suggestion} draft={shown.draft} onClose={close} />
      )}
    </Context>
  );
}

/** Opens a dialog of the key's page. */
export function useKeyEditor(): (request: OpenRequest) => void {
  return useContext(Context);
}
