import type { ComponentType } from 'react';
import type { KeySettings } from '@/app/(portal)/settings/api-keys/_components/key-settings';
import type { EditorProps } from '@/app/(portal)/settings/api-keys/[keyId]/_components/editor/editor-props';
import { readKeyForDialogAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { loadChunk } from '@/components/load-chunk';
import { failedCall } from '@/components/outdated/failed-call';
import { toast } from '@/components/ui/toast';

const DIALOGS = {
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
} satisfies Record<string, () => Promise<ComponentType<EditorProps>>>;

export type KeyDialogName = keyof typeof DIALOGS;

export interface PreparedDialog {
  Dialog: ComponentType<EditorProps>;
  props: Omit<EditorProps, 'onClose' | keyof KeySettings>;
}

/** Fetches a dialog and what it shows of a key. If that fails, shows why and returns undefined. */
export async function prepareDialog(name: KeyDialogName, keyId: string): Promise<PreparedDialog | undefined> {
  const [Dialog, read] = await Promise.all([
    loadChunk<ComponentType<EditorProps>>(DIALOGS[name]),
    readKeyForDialogAction({ keyId }).catch(failedCall),
  ]);
  if (!read.ok) toast.error(read.refusal.message);
  if (!Dialog || !read.ok) return undefined;
  return { Dialog, props: { ...read.value, suggestion: undefined, draft: `${name} ${keyId}` } };
}
