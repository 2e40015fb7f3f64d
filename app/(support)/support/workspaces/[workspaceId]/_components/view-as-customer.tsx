'use client';

import { Eye } from 'lucide-react';
import type { StartImpersonationDialogProps } from '@/app/(support)/support/workspaces/[workspaceId]/_components/start-impersonation-dialog';
import { Button } from '@/components/ui/button';
import { useButtonDialog } from '@/components/use-button-dialog';

const load = () =>
  import('@/app/(support)/support/workspaces/[workspaceId]/_components/start-impersonation-dialog').then(
    (module) => module.StartImpersonationDialog,
  );

type ViewAsCustomerProps = Omit<StartImpersonationDialogProps, 'draft' | 'onClose'> & {
  disabledReason: string | undefined;
};

/** Opens the dialog that starts a support session. */
export function ViewAsCustomer({ disabledReason, ...session }: ViewAsCustomerProps) {
  const draft = `start session ${session.workspace.id}`;
  const dialog = useButtonDialog(load, draft);

  return (
    <>
      <Button {...dialog.button} variant="primary" disabledReason={disabledReason}>
        <Eye aria-hidden />
        View as customer
      </Button>
      {dialog.Component && <dialog.Component {...session} draft={draft} onClose={dialog.close} />}
    </>
  );
}
