'use client';

import { type ComponentProps, useRef } from 'react';
import type { ContinueDialog } from '@/app/(portal)/settings/api-keys/_components/bulk/continue-dialog';
import { OpenDetails } from '@/app/(portal)/settings/api-keys/_components/bulk/open-details';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
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
  const dialog = useChunk<ComponentProps<typeof ContinueDialog>>(load);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <Alert
        tone="warning"
        title={`${name} is not finished`}
        action={
          <Button
            ref={button}
            size="small"
            aria-haspopup="dialog"
            disabledReason={disabledReason}
            onClick={dialog.open}
          >
            Continue
          </Button>
        }
      >
        <OpenDetails open={open} />
      </Alert>
      {dialog.Component && (
        <dialog.Component
          open={open}
          onClose={() => {
            dialog.close();
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
