import { Button } from '@/components/ui/button';
import { useButtonDialog } from '@/components/use-button-dialog';
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
  const draft = `ask ${kind} ${impersonationId}`;
  const dialog = useButtonDialog(loadDialog, draft);
  const waiting = state === 'open' ? 'The customer has not answered your request yet.' : undefined;

  return (
    <>
      <Button {...dialog.button} variant="bar" size="tiny" disabledReason={disabledReason ?? waiting}>
        {NAMES[kind][state]}
      </Button>
      {dialog.Component && (
        <dialog.Component
          impersonationId={impersonationId}
          kind={kind}
          draft={draft}
          onClose={dialog.close}
        />
      )}
    </>
  );
}
