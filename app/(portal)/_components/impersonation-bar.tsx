'use client';

import { Eye, LogOut, PencilLine } from 'lucide-react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useImpersonation } from '@/app/(portal)/_components/use-impersonation';
import { exitImpersonationAction } from '@/app/(portal)/support-session/actions';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import { leaveFor } from '@/components/use-leave-guard';
import { useServerAction } from '@/components/use-server-action';
import type { ImpersonationState } from '@/lib/auth/viewer';
import type { ActRequestState } from '@/lib/domain/impersonation/act-request-state';

const loadDialog = () =>
  import('@/app/(portal)/_components/ask-to-act-dialog').then((module) => module.AskToActDialog);

function timeLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000);
  return seconds > 60 ? `${Math.ceil(seconds / 60)} min left` : `${seconds} s left`;
}

const ASK_BUTTON: Record<ActRequestState, string> = {
  none: 'Ask to make changes',
  open: 'Waiting for approval',
  granted: 'Ask to make changes',
  refused: 'Ask again',
};

interface ImpersonationBarProps {
  /** The member's name. */
  name: string;
  workspace: string;
  impersonation: ImpersonationState;
}

/** On every page of a support session: the member, what the agent may do, the time left, and the exit. */
export function ImpersonationBar({ name, workspace, impersonation: start }: ImpersonationBarProps) {
  const impersonation = useImpersonation(start);
  const dialog = useChunk(loadDialog);
  const draft = `ask to act ${impersonation.id}`;
  const [error, setError] = useState('');
  const { pending, call } = useServerAction(exitImpersonationAction, ({ message }) => setError(message));
  const askButton = useRef<HTMLButtonElement>(null);

  function exit() {
    call({ impersonationId: impersonation.id }, ({ workspaceId }) =>
      leaveFor(`/support/workspaces/${workspaceId}?session=${impersonation.id}`),
    );
  }

  useReopen({ [draft]: dialog.open });

  function close() {
    flushSync(dialog.close);
    askButton.current?.focus();
  }

  return (
    <section
      aria-label="Support session"
      className="sticky top-0 z-30 grid h-(--impersonation-bar) grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-4 gap-y-1.5 bg-danger px-4 text-accent-ink sm:px-6 lg:flex"
    >
      <p className="col-span-2 min-w-0 flex-1 truncate">
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
      <span className="row-start-2 flex items-center gap-2">
        {impersonation.mode === 'view' && (
          <Button
            ref={askButton}
            variant="bar"
            size="tiny"
            aria-haspopup="dialog"
            disabledReason={whyNotAsk(impersonation)}
            onClick={dialog.open}
          >
            {ASK_BUTTON[impersonation.actRequest]}
          </Button>
        )}
        <Button variant="bar" size="tiny" pending={pending} onClick={exit}>
          <LogOut aria-hidden />
          Exit
        </Button>
      </span>
      {error && (
        <p role="alert" className="absolute inset-x-0 top-full bg-danger px-4 pb-2 sm:px-6">
          {error}
        </p>
      )}
      {dialog.Component && (
        <dialog.Component impersonationId={impersonation.id} draft={draft} onClose={close} />
      )}
    </section>
  );
}

function whyNotAsk({ mayAsk, actRequest }: ImpersonationState): string | undefined {
  if (!mayAsk) return 'This customer lets support only view.';
  return actRequest === 'open' ? 'The customer has not answered your request yet.' : undefined;
}
