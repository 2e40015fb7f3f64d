'use client';

import { RecoveryCodes } from '@/components/second-factor/recovery-codes';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { useLeaveGuard } from '@/components/use-leave-guard';

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  onClose(): void;
}

/** Shows new recovery codes once. Only its button closes the dialog. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  useLeaveGuard(true);
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title="Save your recovery codes"
      onClose={() => undefined}
      footer={
        <Button variant="primary" onClick={onClose}>
          I’ve saved these codes
        </Button>
      }
    >
      <RecoveryCodes codes={codes} />
    </Dialog>
  );
}
