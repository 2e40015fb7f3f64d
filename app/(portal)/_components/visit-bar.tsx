'use client';

import { Eye, LogOut, PencilLine } from 'lucide-react';
import { useRef, useState, useTransition } from 'react';
import { flushSync } from 'react-dom';
import { useVisit } from '@/app/(portal)/_components/use-visit';
import { failedCall } from '@/components/outdated/failed-call';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';
import { leaveFor } from '@/components/use-leave-guard';
import { usePart } from '@/components/use-part';
import { exitVisitAction } from '@/lib/actions/visit';
import type { VisitState } from '@/lib/auth/viewer';
import type { ActRequest } from '@/lib/domain/support/resolve-visit';

const loadDialog = () =>
  import('@/app/(portal)/_components/ask-to-act-dialog').then((module) => module.AskToActDialog);

function timeLeft(leftMs: number): string {
  const seconds = Math.ceil(leftMs / 1_000);
  return seconds > 60 ? `${Math.ceil(seconds / 60)} min left` : `${seconds} s left`;
}

const ASKING: Record<ActRequest, string> = {
  none: 'Request to act',
  open: 'Asked to act',
  granted: 'Request to act',
  refused: 'Request again',
};

interface VisitBarProps {
  /** The member's. */
  name: string;
  workspace: string;
  visit: VisitState;
}

/** On every page of a visit: in whose place one stands, what one may do, for how long, and the way out. */
export function VisitBar({ name, workspace, visit: start }: VisitBarProps) {
  const visit = useVisit(start);
  const dialog = usePart(loadDialog);
  const draft = `ask to act ${visit.id}`;
  const [error, setError] = useState('');
  const [leaving, startLeaving] = useTransition();
  const askButton = useRef<HTMLButtonElement>(null);

  function exit() {
    startLeaving(async () => {
      const left = await exitVisitAction({ visitId: visit.id }).catch(failedCall);
      if (left.ok) leaveFor(`/support/workspaces/${left.value.workspaceId}?visit=${visit.id}`);
      else setError(left.refusal.message);
    });
  }

  useReopen({ [draft]: dialog.open });

  function close() {
    flushSync(dialog.close);
    askButton.current?.focus();
  }

  return (
    <section
      aria-label="Support visit"
      className="sticky top-0 z-30 grid h-(--visit-bar) grid-cols-[minmax(0,1fr)_auto] content-center items-center gap-x-4 gap-y-1.5 bg-danger px-4 text-accent-ink sm:px-6 lg:flex"
    >
      <p className="col-span-2 min-w-0 flex-1 truncate">
        <span>{visit.mode === 'act' ? 'You are acting as' : 'You are viewing as'}</span>{' '}
        <strong className="font-semibold">{name}</strong> of{' '}
        <strong className="font-semibold">{workspace}</strong>
      </p>
      <p className="row-start-2 flex min-w-0 items-center gap-1.5 whitespace-nowrap tabular-nums [&_svg]:size-4 [&_svg]:shrink-0">
        {visit.mode === 'act' ? <PencilLine aria-hidden /> : <Eye aria-hidden />}
        <strong role="status" className="font-semibold">
          {visit.mode === 'act' ? 'May act' : 'View only'}
        </strong>
        <span aria-hidden>·</span>
        <span role="timer">{timeLeft(visit.leftMs)}</span>
      </p>
      <span className="row-start-2 flex items-center gap-2">
        {visit.mode === 'view' && (
          <Button
            ref={askButton}
            variant="bar"
            size="tiny"
            aria-haspopup="dialog"
            barred={barrierToAsking(visit)}
            onClick={dialog.open}
          >
            {ASKING[visit.request]}
          </Button>
        )}
        <Button variant="bar" size="tiny" pending={leaving} onClick={exit}>
          <LogOut aria-hidden />
          Exit
        </Button>
      </span>
      {error && (
        <p role="alert" className="absolute inset-x-0 top-full bg-danger px-4 pb-2 sm:px-6">
          {error}
        </p>
      )}
      {dialog.Part && <dialog.Part visitId={visit.id} draft={draft} onClose={close} />}
    </section>
  );
}

function barrierToAsking({ mayAsk, request }: VisitState): string | undefined {
  if (!mayAsk) return 'This customer lets support view, and nothing more.';
  return request === 'open' ? 'You have asked. The customer has not answered yet.' : undefined;
}
