'use client';

import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

/** Covers a page of the workspace that the browser no longer uses. */
export function OtherWorkspaceDialog({ onReload }: { onReload(): void }) {
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title="You use another workspace now"
      description="Another tab of this browser has opened it. This page shows the workspace from before, and what you do here would happen in the other one."
      onClose={onReload}
      footer={
        <Button variant="primary" onClick={onReload}>
          Continue in the other workspace
        </Button>
      }
    />
  );
}
