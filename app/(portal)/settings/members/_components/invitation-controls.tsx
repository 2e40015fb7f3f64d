'use client';

import { createInvitationAction, withdrawInvitationAction } from '@/app/(portal)/settings/members/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import type { InvitationView } from '@/lib/domain/invitations/list';
import type { Control } from '@/lib/domain/permissions';

interface InvitationControlsProps {
  invitation: Pick<InvitationView, 'id' | 'email' | 'role'>;
  resend: Control;
  withdraw: Control;
}

/** The buttons of one invitation. */
export function InvitationControls({ invitation, resend, withdraw }: InvitationControlsProps) {
  const { id, email, role } = invitation;
  const resending = useServerAction(createInvitationAction);
  const withdrawing = useServerAction(withdrawInvitationAction);
  return (
    <span className="ml-auto flex flex-wrap justify-end gap-1.5">
      <Button
        size="tiny"
        aria-label={`Send again: ${email}`}
        pending={resending.pending}
        disabledReason={resend.disabledReason}
        onClick={() =>
          resending.call({ email, role }, () => void toast.success(`A new link is sent to ${email}`))
        }
      >
        Send again
      </Button>
      <Button
        size="tiny"
        aria-label={`Withdraw: ${email}`}
        pending={withdrawing.pending}
        disabledReason={withdraw.disabledReason}
        onClick={() =>
          withdrawing.call({ invitationId: id }, () => {
            focusContent();
            toast.success(`The invitation of ${email} is withdrawn`);
          })
        }
      >
        Withdraw
      </Button>
    </span>
  );
}
