'use client';

import { type ComponentProps, useRef } from 'react';
import type { ProgressDialog } from '@/app/(portal)/settings/api-keys/_components/bulk/progress-dialog';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import type { BulkProgress } from '@/lib/domain/bulk-actions/progress';

const load = () =>
  import('@/app/(portal)/settings/api-keys/_components/bulk/progress-dialog').then(
    (module) => module.ProgressDialog,
  );

interface OpenNoticeProps {
  progress: BulkProgress;
  /** What it does: “Revoking 9,312 keys”. */
  name: string;
  /** Why the viewer cannot go on with it. */
  disabledReason: string | undefined;
}

/** A bulk action that has keys waiting, and a button that goes on with it. */
export function OpenNotice({ progress, name, disabledReason }: OpenNoticeProps) {
  const dialog = useChunk<ComponentProps<typeof ProgressDialog>>(load);
  const button = useRef<HTMLButtonElement>(null);
  const { done, keys } = progress;
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
        {`${done.toLocaleString('en')} of ${keys.toLocaleString('en')} done`}
      </Alert>
      {dialog.Component && (
        <dialog.Component
          progress={progress}
          onClose={() => {
            dialog.close();
            button.current?.focus();
          }}
        />
      )}
    </>
  );
}
