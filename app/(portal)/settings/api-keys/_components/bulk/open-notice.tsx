'use client';

import type { ComponentProps } from 'react';
import type { ContinueDialog } from '@/app/(portal)/settings/api-keys/_components/bulk/continue-dialog';
import { OpenDetails } from '@/app/(portal)/settings/api-keys/_components/bulk/open-details';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useButtonDialog } from '@/components/use-button-dialog';
import type { OpenBulkAction } from '@/lib/domain/bulk-actions/find-open';

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/bulk/continue-dialog').then(
    (module) => module.ContinueDialog,
  );

interface OpenNoticeProps {
  open: OpenBulkAction;
  /** What it does: “Revoking 9,312 keys”. */
  name: string;
  /** Why the viewer cannot go on with it. */
  disabledReason: string | undefined;
}

/** A bulk action that has keys waiting, and a button that goes on with it. */
export function OpenNotice({ open, name, disabledReason }: OpenNoticeProps) {
  const dialog = useButtonDialog<ComponentProps<typeof ContinueDialog>>(load);
  return (
    <>
      <Alert
        tone="warning"
        title={`${name} is not finished`}
        action={
          <Button {...dialog.button} size="small" disabledReason={disabledReason}>
            Continue
          </Button>
        }
      >
        <OpenDetails open={open} />
      </Alert>
      {dialog.Component && <dialog.Component open={open} onClose={dialog.close} />}
    </>
  );
}
