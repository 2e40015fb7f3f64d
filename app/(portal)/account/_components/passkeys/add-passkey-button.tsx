'use client';

import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import type { Control } from '@/lib/domain/permissions';

const loadDialog = () =>
  import('@/app/(portal)/account/_components/passkeys/add-passkey-dialog').then(
    ({ AddPasskeyDialog }) => AddPasskeyDialog,
  );

/** Adds a passkey. */
export function AddPasskeyButton({ control }: { control: Control }) {
  const dialog = useChunk(loadDialog);
  return (
    <>
      <Button disabledReason={control.disabledReason} onClick={dialog.open}>
        Add passkey
      </Button>
      {dialog.Component && <dialog.Component onClose={dialog.close} />}
    </>
  );
}
