'use client';

import { type ComponentType, createContext, type ReactNode, useContext } from 'react';
import type { EditorProps } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/editor-props';
import { type DialogProps, type DialogRequest, useDialogs } from '@/components/forms/use-dialogs';

const DIALOGS = {
  change: () =>
    import('@/app/(portal)/settings/webhooks/[endpointId]/_components/settings/change-dialog').then(
      (module) => module.ChangeDialog,
    ),
  rotate: () =>
    import('@/app/(portal)/settings/webhooks/[endpointId]/_components/secret/rotate-dialog').then(
      (module) => module.RotateDialog,
    ),
  reveal: () =>
    import('@/app/(portal)/settings/webhooks/[endpointId]/_components/secret/reveal-dialog').then(
      (module) => module.RevealDialog,
    ),
  delete: () =>
    import('@/app/(portal)/settings/webhooks/[endpointId]/_components/state/delete-dialog').then(
      (module) => module.DeleteDialog,
    ),
  replayFailed: () =>
    import('@/app/(portal)/settings/webhooks/[endpointId]/_components/deliveries/replay-failed-dialog').then(
      (module) => module.ReplayFailedDialog,
    ),
} satisfies Record<string, () => Promise<ComponentType<EditorProps>>>;

export type EditorName = keyof typeof DIALOGS;

type OpenRequest = DialogRequest<EditorName>;

const Context = createContext<(request: OpenRequest) => void>(() => undefined);

interface EndpointEditorProps extends Omit<EditorProps, keyof DialogProps> {
  children: ReactNode;
}

/** Owns the dialogs of the endpoint's page. */
export function EndpointEditor({ children, ...props }: EndpointEditorProps) {
  const { open, close, shown } = useDialogs<EditorName, EditorProps, OpenRequest>(DIALOGS, props.endpoint.id);
  return (
    <Context value={open}>
      {children}
      {shown && <shown.Dialog {...props} draft={shown.draft} onClose={close} />}
    </Context>
  );
}

/** Opens a dialog of the endpoint's page. */
export function useEndpointEditor(): (request: OpenRequest) => void {
  return useContext(Context);
}
