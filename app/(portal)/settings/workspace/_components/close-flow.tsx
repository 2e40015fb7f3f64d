'use client';

import { useState } from 'react';
import { CloseDialog } from '@/app/(portal)/settings/workspace/_components/close-dialog';
import { closeWorkspaceAction } from '@/app/(portal)/settings/workspace/actions';
import { ConfirmIdentityDialog } from '@/components/forms/confirm-identity-dialog';

interface CloseFlowProps {
  workspaceId: string;
  name: string;
  onClose(): void;
}

/** Shows what closing the workspace stops, asks for its name, and then who the owner is. */
export function CloseFlow({ workspaceId, name, onClose }: CloseFlowProps) {
  const [typed, setTyped] = useState<string>();
  if (typed === undefined)
    return <CloseDialog workspaceId={workspaceId} name={name} onConfirmed={setTyped} onClose={onClose} />;
  return (
    <ConfirmIdentityDialog
      title={`Close “${name}”`}
      shows={{ before: 'to close the workspace.', action: 'Close workspace' }}
      submit={(proof) => closeWorkspaceAction({ workspaceId, workspaceName: typed, ...proof })}
      onDone={() => window.location.assign('/workspaces')}
      onClose={onClose}
    />
  );
}
