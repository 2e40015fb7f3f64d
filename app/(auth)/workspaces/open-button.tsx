'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { switchWorkspaceAction } from '@/app/(auth)/workspaces/actions';
import { ROLE_NAMES } from '@/components/role-names';
import { NativeButton } from '@/components/ui/native-button';
import { Spinner } from '@/components/ui/spinner';
import { useServerAction } from '@/components/use-server-action';
import type { OwnWorkspace } from '@/lib/domain/workspaces/own-workspace';

interface OpenButtonProps {
  workspace: OwnWorkspace;
  /** The page to open in it. */
  next?: string;
}

/** A workspace of the person. A press continues the session in it. */
export function OpenButton({ workspace: { id, name, role }, next = '/settings/api-keys' }: OpenButtonProps) {
  const { pending, call } = useServerAction(switchWorkspaceAction);
  const [isLeaving, setLeaving] = useState(false);
  const isBusy = pending || isLeaving;
  return (
    <NativeButton
      disabled={isBusy}
      aria-busy={isBusy}
      onClick={() =>
        call({ workspaceId: id }, () => {
          setLeaving(true);
          window.location.assign(next);
        })
      }
      className="flex w-full items-center gap-3 px-3 py-2.5 text-left hover:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span className="wrap-anywhere block font-medium">{name}</span>
        <span className="block text-ink-muted text-xs">{ROLE_NAMES[role]}</span>
      </span>
      {isBusy ? <Spinner /> : <ChevronRight aria-hidden className="size-4 shrink-0 text-ink-muted" />}
    </NativeButton>
  );
}
