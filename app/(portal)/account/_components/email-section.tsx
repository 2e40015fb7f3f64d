'use client';

import { cancelEmailChangeAction } from '@/app/(portal)/account/actions';
import { focusContent } from '@/components/focus-content';
import { Section } from '@/components/section';
import { Alert } from '@/components/ui/alert';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useChunk } from '@/components/use-chunk';
import { useServerAction } from '@/components/use-server-action';
import type { Control } from '@/lib/domain/permissions';

const loadDialog = () =>
  import('@/app/(portal)/account/_components/email-dialog').then(({ EmailDialog }) => EmailDialog);

interface EmailSectionProps {
  email: string;
  emailVerified: boolean;
  /** The address that waits for its confirmation; null if none does. */
  newEmail: string | null;
  control: Control;
}

/** The member's address, and the change of it. */
export function EmailSection({ email, emailVerified, newEmail, control }: EmailSectionProps) {
  const dialog = useChunk(loadDialog);
  return (
    <Section title="Email address" lead="You sign in with it, and we email you there.">
      <div className="space-y-4 px-4 pt-4 pb-4 sm:px-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="wrap-anywhere flex min-w-0 flex-wrap items-center gap-2">
            <span>{email}</span>
            <Badge tone={emailVerified ? 'success' : 'warning'}>
              {emailVerified ? 'Confirmed' : 'Not confirmed'}
            </Badge>
          </p>
          <Button disabledReason={control.disabledReason} onClick={dialog.open}>
            Change email address
          </Button>
        </div>
        {newEmail && <PendingChange newEmail={newEmail} control={control} />}
      </div>
      {dialog.Component && <dialog.Component onClose={dialog.close} />}
    </Section>
  );
}

function PendingChange({ newEmail, control }: { newEmail: string; control: Control }) {
  const { pending, call } = useServerAction(cancelEmailChangeAction);

  function cancel() {
    call({}, () => {
      toast.success('Your email address stays as it is');
      focusContent();
    });
  }

  return (
    <Alert
      title="Open the link that we emailed you"
      action={
        <Button size="small" pending={pending} disabledReason={control.disabledReason} onClick={cancel}>
          Withdraw change
        </Button>
      }
    >
      <span className="wrap-anywhere">{`We sent it to ${newEmail}. Your address changes when you open it, within 24 hours.`}</span>
    </Alert>
  );
}
