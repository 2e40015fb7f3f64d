'use client';

import { useState } from 'react';
import { reopenWorkspaceAction } from '@/app/(auth)/workspaces/actions';
import { LocalDate } from '@/components/local-date';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';
import type { OwnWorkspace } from '@/lib/domain/workspaces/own-workspace';

interface ClosedWorkspaceProps {
  workspace: OwnWorkspace;
  /** When its data is deleted. */
  deletesAt: Date;
}

/** A closed workspace of the person. Its owners can reopen it. */
export function ClosedWorkspace({ workspace: { id, name, role }, deletesAt }: ClosedWorkspaceProps) {
  const { pending, call } = useServerAction(reopenWorkspaceAction);
  const [isLeaving, setLeaving] = useState(false);

  function reopen() {
    call({ workspaceId: id }, () => {
      setLeaving(true);
      window.location.assign('/settings/api-keys');
    });
  }

  return (
    <div className="flex items-center gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere font-medium">{name}</p>
        <p className="text-ink-muted text-xs">
          <span>Closed. Its data is deleted on </span>
          <LocalDate date={deletesAt} />
        </p>
      </div>
      {role === 'owner' && (
        <Button size="small" aria-label={`Reopen ${name}`} pending={pending || isLeaving} onClick={reopen}>
          Reopen
        </Button>
      )}
    </div>
  );
}
