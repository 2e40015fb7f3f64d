'use client';

import { Eye } from 'lucide-react';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import type { StartImpersonationDialogProps } from '@/app/(support)/support/workspaces/[workspaceId]/_components/start-impersonation-dialog';
import { useReopen } from '@/components/outdated/use-draft';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';

const load = () =>
  import('@/app/(support)/support/workspaces/[workspaceId]/_components/start-impersonation-dialog').then(
    (module) => module.StartImpersonationDialog,
  );

type ViewAsCustomerProps = Omit<StartImpersonationDialogProps, 'draft' | 'onClose'> & {
  disabledReason: string | undefined;
};

/** Opens the dialog that starts a support session. */
export function ViewAsCustomer({ disabledReason, ...dialog }: ViewAsCustomerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const dialogPart = useChunk(load);
  const draft = `start session ${dialog.workspace.id}`;

  useReopen({ [draft]: dialogPart.open });

  function close() {
    flushSync(dialogPart.close);
    button.current?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="primary"
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onClick={dialogPart.open}
      >
        <Eye aria-hidden />
        View as customer
      </Button>
      {dialogPart.Part && <dialogPart.Part {...dialog} draft={draft} onClose={close} />}
    </>
  );
}
