'use client';

import { Eye, LogOut, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { AskButton } from '@/app/(portal)/_components/ask-button';
import { useImpersonation } from '@/app/(portal)/_components/use-impersonation';
import { exitImpersonationAction } from '@/app/(portal)/support-session/actions';
import { Button } from '@/components/ui/button';
import { leaveFor } from '@/components/use-leave-guard';
import { useServerAction } from '@/components/use-server-action';
import type { ImpersonationState } from '@/lib/auth/viewer';
import { LONGEST_HOURS } from '@/lib/domain/impersonation/duration';

function timeLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000);
  return seconds > 60 ? `${Math.ceil(seconds / 60)} min left` : `${seconds} s left`;
}

interface ImpersonationBarProps {
  /** The member's name. */
  name: string;
  workspace: string;
  impersonation: ImpersonationState;
}

/** On every page of a support session: the member, what the agent may do, the time left, and the exit. */
export function ImpersonationBar({ name, workspace, impersonation: start }: ImpersonationBarProps) {
  const impersonation = useImpersonation(start);
  const [error, setError] = useState('');
  const { pending, call } = useServerAction(exitImpersonationAction, ({ message }) => setError(message));

  function exit() {
    call({ impersonationId: impersonation.id }, ({ workspaceId }) =>
      leaveFor(`/support/workspaces/${workspaceId}?session=${impersonation.id}`),
    );
  }

  return (
    <section
      aria-label="Support session"
      className="sticky top-0 z-30 grid h-(--impersonation-bar) grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(0,1fr)_auto_auto] bg-danger px-4 text-accent-ink sm:px-6 lg:flex"
    >
      <p className="col-span-full min-w-0 flex-1 truncate">
        <span>{impersonation.mode === 'act' ? 'You are acting as' : 'You are viewing as'}</span>{' '}
        <strong className="font-semibold">{name}</strong> of{' '}
        <strong className="font-semibold">{workspace}</strong>
      </p>
      <p className="row-start-2 flex min-w-0 items-center gap-1.5 whitespace-nowrap tabular-nums [&_svg]:size-4 [&_svg]:shrink-0">
        {impersonation.mode === 'act' ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
        <strong role="status" className="font-semibold">
          {impersonation.mode === 'act' ? 'Can make changes' : 'View only'}
        </strong>
        <span aria-hidden>·</span>
        <span role="timer">{timeLeft(impersonation.leftMs)}</span>
      </p>
      <span className="col-span-full row-start-3 flex items-center gap-2 sm:col-span-1 sm:col-start-2 sm:row-start-2">
        {impersonation.mode === 'view' && (
          <AskButton
            impersonationId={impersonation.id}
            kind="act"
            state={impersonation.actRequest}
            disabledReason={impersonation.mayAsk ? undefined : 'This customer lets support only view.'}
          />
        )}
        <AskButton
          impersonationId={impersonation.id}
          kind="extension"
          state={impersonation.extensionRequest}
          disabledReason={
            impersonation.mayExtend ? undefined : `A support session lasts at most ${LONGEST_HOURS} hours.`
          }
        />
      </span>
      <Button
        variant="bar"
        size="tiny"
        pending={pending}
        onClick={exit}
        className="col-start-2 row-start-2 sm:col-start-3"
      >
        <LogOut aria-hidden />
        Exit
      </Button>
      {error && (
        <p role="alert" className="absolute inset-x-0 top-full bg-danger px-4 pb-2 sm:px-6">
          {error}
        </p>
      )}
    </section>
  );
}
