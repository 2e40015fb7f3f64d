'use client';

import { useEffect, useRef, useState } from 'react';
import { KIND_TEXTS } from '@/app/(portal)/settings/api-keys/_components/bulk/bulk-texts';
import { Impact } from '@/app/(portal)/settings/api-keys/_components/bulk/impact';
import { OpenDetails } from '@/app/(portal)/settings/api-keys/_components/bulk/open-details';
import { ProgressDialog } from '@/app/(portal)/settings/api-keys/_components/bulk/progress-dialog';
import { endBulkActionAction, previewRestAction } from '@/app/(portal)/settings/api-keys/actions';
import { failedCall } from '@/components/outdated/failed-call';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useServerAction } from '@/components/use-server-action';
import type { OpenBulkAction } from '@/lib/domain/bulk-actions/find-open';
import type { BulkImpact } from '@/lib/domain/bulk-actions/plan';
import type { Result } from '@/lib/errors';

interface ContinueDialogProps {
  open: OpenBulkAction;
  onClose(): void;
}

/** Shows what the rest of a bulk action would do, which somebody else may have confirmed, and asks before it goes on. */
export function ContinueDialog({ open, onClose }: ContinueDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  const [isAnswered, setAnswered] = useState(false);
  const [impact, setImpact] = useState<Result<BulkImpact>>();
  const end = useServerAction(endBulkActionAction);
  const { id: bulkActionId, kind, keys } = open;

  useEffect(() => {
    previewRestAction({ bulkActionId }).catch(failedCall).then(setImpact);
  }, [bulkActionId]);

  // One that was ended shows its result.
  if (isAnswered) return <ProgressDialog progress={open} onClose={onClose} />;

  const isDangerous = kind === 'disable' || kind === 'revoke';
  return (
    <Dialog
      title={`${KIND_TEXTS[kind].running(keys)}: continue?`}
      staysOpen
      initialFocus={cancel}
      onClose={onClose}
      footer={
        <>
          <Button
            pending={end.pending}
            className="sm:mr-auto"
            onClick={() => end.call({ bulkActionId }, () => setAnswered(true))}
          >
            Leave the rest
          </Button>
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant={isDangerous ? 'danger' : 'primary'}
            pending={impact === undefined}
            disabledReason={impact && !impact.ok ? impact.refusal.message : undefined}
            onClick={() => setAnswered(true)}
          >
            Continue
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <OpenDetails open={open} />
        <Impact preview={impact} later={kind === 'setExpiry'} />
      </div>
    </Dialog>
  );
}
