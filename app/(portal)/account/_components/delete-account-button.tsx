'use client';

import type { ComponentProps } from 'react';
import { deleteAccountAction } from '@/app/(portal)/account/actions';
import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';
import { say } from '@/lib/say';

const loadDialog = () =>
  import('@/components/second-factor/proof-dialog').then(({ ProofDialog }) => ProofDialog<null>);

interface DeleteAccountButtonProps {
  /** How the button looks. */
  look?: Pick<ComponentProps<typeof Button>, 'variant' | 'size'>;
  disabledReason?: string | undefined;
}

/** Deletes the account of the signed-in person after asking who they are. */
export function DeleteAccountButton({
  look = { variant: 'danger' },
  disabledReason,
}: DeleteAccountButtonProps) {
  const dialog = useChunk(loadDialog);
  return (
    <>
      <Button {...look} disabledReason={disabledReason} onClick={dialog.open}>
        Delete account
      </Button>
      {dialog.Component && (
        <dialog.Component
          title="Delete your account?"
          description={say`You are signed out everywhere and leave all workspaces. This cannot be undone. Rotate keys whose secret you know, or let an owner do it.`}
          action="Delete account"
          danger
          submit={deleteAccountAction}
          onDone={() => window.location.assign('/login')}
          onClose={dialog.close}
        />
      )}
    </>
  );
}
