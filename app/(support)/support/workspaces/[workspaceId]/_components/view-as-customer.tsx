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
export function ViewAsCustomer({ disabledReason, ...session }: ViewAsCustomerProps) {
  const button = useRef<HTMLButtonElement>(null);
  const dialog = useChunk(load);
  const draft = `start session ${session.workspace.id}`;

  useReopen({ [draft]: dialog.open });

  function close() {
    flushSync(dialog.close);
    button.current?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        variant="primary"
        aria-haspopup="dialog"
        disabledReason={disabledReason}
        onClick={dialog.open}
      >
        <Eye aria-hidden />
        View as customer
      </Button>
      {dialog.Component && <dialog.Component {...session} draft={draft} onClose={close} />}
    </>
  );
}
