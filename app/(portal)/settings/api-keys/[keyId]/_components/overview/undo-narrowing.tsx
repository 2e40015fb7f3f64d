'use client';

import { undoNarrowingAction } from '@/app/(portal)/settings/api-keys/[keyId]/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';

interface UndoNarrowingProps {
  keyId: string;
  narrowingId: string;
  disabledReason: string | undefined;
}

/** Gives the key the scopes back that were taken away. */
export function UndoNarrowing({ keyId, narrowingId, disabledReason }: UndoNarrowingProps) {
  const { pending, call } = useServerAction(undoNarrowingAction);
  return (
    <Button
      size="small"
      disabledReason={disabledReason}
      pending={pending}
      onClick={() =>
        call({ keyId, narrowingId }, () => {
          focusContent();
          toast.success('Scopes are back');
        })
      }
    >
      Undo
    </Button>
  );
}
