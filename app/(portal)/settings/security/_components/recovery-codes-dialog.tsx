'use client';

import { RecoveryCodes } from '@/components/second-factor/recovery-codes';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  onClose(): void;
}

/** Shows new recovery codes, once; a press outside does not lose them. */
export function RecoveryCodesDialog({ codes, onClose }: RecoveryCodesDialogProps) {
  return (
    <Dialog
      role="alertdialog"
      size="small"
      title="Keep your recovery codes"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have kept them
        </Button>
      }
    >
      <RecoveryCodes codes={codes} />
    </Dialog>
  );
}
