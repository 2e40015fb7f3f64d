'use client';

import { Button } from '@/components/ui/button';
import { useChunk } from '@/components/use-chunk';

const loadDialog = () =>
  import('@/app/(portal)/settings/members/_components/invite-dialog').then(
    ({ InviteDialog }) => InviteDialog,
  );

/** The button that invites somebody, with its dialog. */
export function InviteButton({ disabledReason }: { disabledReason: string | undefined }) {
  const dialog = useChunk(loadDialog);
  return (
    <>
      <Button variant="primary" size="small" disabledReason={disabledReason} onClick={dialog.open}>
        Invite
      </Button>
      {dialog.Component && <dialog.Component onClose={dialog.close} />}
    </>
  );
}
