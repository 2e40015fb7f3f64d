'use client';

import { useRevealCodes } from '@/components/second-factor/use-reveal-codes';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useChunk } from '@/components/use-chunk';
import type { AddedPasskey } from '@/lib/domain/passkey-settings/add';
import type { Control } from '@/lib/domain/permissions';

const loadDialog = () =>
  import('@/app/(portal)/account/_components/passkeys/add-passkey-dialog').then(
    ({ AddPasskeyDialog }) => AddPasskeyDialog,
  );

/** Adds a passkey. The first one can come with recovery codes. */
export function AddPasskeyButton({ control }: { control: Control }) {
  const dialog = useChunk(loadDialog);
  const revealCodes = useRevealCodes();

  function finish({ recoveryCodes }: AddedPasskey) {
    dialog.close();
    toast.success('Your passkey is added');
    if (recoveryCodes) revealCodes({ answer: { recoveryCodes } });
  }

  return (
    <>
      <Button disabledReason={control.disabledReason} onClick={dialog.open}>
        Add passkey
      </Button>
      {dialog.Component && <dialog.Component onDone={finish} onClose={dialog.close} />}
    </>
  );
}
