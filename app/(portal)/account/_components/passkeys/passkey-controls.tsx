'use client';

import { removePasskeyAction } from '@/app/(portal)/account/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useChunk } from '@/components/use-chunk';

const loadRenameDialog = () =>
  import('@/app/(portal)/account/_components/passkeys/rename-passkey-dialog').then(
    ({ RenamePasskeyDialog }) => RenamePasskeyDialog,
  );

const loadProofDialog = () =>
  import('@/components/second-factor/proof-dialog').then(({ ProofDialog }) => ProofDialog<null>);

interface PasskeyControlsProps {
  passkeyId: string;
  name: string;
  accessibleName: string;
  disabledReason: Record<'rename' | 'remove', string | undefined>;
}

/** The buttons of one passkey. */
export function PasskeyControls({ passkeyId, name, accessibleName, disabledReason }: PasskeyControlsProps) {
  const renaming = useChunk(loadRenameDialog);
  const removing = useChunk(loadProofDialog);
  return (
    <span className="flex flex-wrap gap-1.5">
      <Button
        size="small"
        aria-label={`Rename passkey: ${accessibleName}`}
        disabledReason={disabledReason.rename}
        onClick={renaming.open}
      >
        Rename
      </Button>
      <Button
        size="small"
        aria-label={`Remove passkey: ${accessibleName}`}
        disabledReason={disabledReason.remove}
        onClick={removing.open}
      >
        Remove
      </Button>
      {renaming.Component && (
        <renaming.Component passkeyId={passkeyId} name={name} onClose={renaming.close} />
      )}
      {removing.Component && (
        <removing.Component
          title={`Remove the passkey “${name}”?`}
          description="It does not sign in any more. Delete it on your device, too."
          action="Remove passkey"
          danger
          submit={(proof) => removePasskeyAction({ passkeyId, ...proof })}
          onDone={() => {
            removing.close();
            focusContent();
            toast.success('The passkey is removed');
          }}
          onClose={removing.close}
        />
      )}
    </span>
  );
}
