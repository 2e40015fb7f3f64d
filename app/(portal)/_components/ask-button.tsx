import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import type { RequestKind } from '@/lib/domain/impersonation/active-sessions';
import type { RequestState } from '@/lib/domain/impersonation/request-state';

const loadDialog = () => import('@/app/(portal)/_components/ask-dialog').then((module) => module.AskDialog);

const NAMES: Record<RequestKind, Record<RequestState, string>> = {
  act: {
    none: 'Ask to make changes',
    open: 'Waiting for approval',
    granted: 'Ask to make changes',
    refused: 'Ask again',
  },
  extension: {
    none: 'Ask for more time',
    open: 'Time requested',
    granted: 'Ask for more time',
    refused: 'Ask for time again',
  },
};

interface AskButtonProps {
  impersonationId: string;
  kind: RequestKind;
  /** The state of the latest request of this kind. */
  state: RequestState;
  /** Why the agent may not ask now, apart from an open request. */
  disabledReason: string | undefined;
}

/** Opens the dialog in which an agent asks the customer. */
export function AskButton({ impersonationId, kind, state, disabledReason }: AskButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useChunk(loadDialog);
  const draft = `ask ${kind} ${impersonationId}`;
  const waiting = state === 'open' ? 'The customer has not answered your request yet.' : undefined;

  useReopen({ [draft]: dialog.open });

  function close() {
    flushSync(dialog.close);
    button.current?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="bar"
        size="tiny"
        aria-haspopup="dialog"
        disabledReason={disabledReason ?? waiting}
        onClick={dialog.open}
      >
        {NAMES[kind][state]}
      </Button>
      {dialog.Component && (
        <dialog.Component impersonationId={impersonationId} kind={kind} draft={draft} onClose={close} />
      )}
    </>
  );
}
