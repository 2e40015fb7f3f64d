'use client';

import { useState } from 'react';
import { requestEmailVerificationAction } from '@/app/(portal)/actions';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';

/** Emails the signed-in member a new verification link, and shows the outcome next to the button. */
export function ResendVerification({ disabledReason }: { disabledReason?: string | undefined }) {
  const [outcome, setOutcome] = useState('');
  const { pending, call } = useServerAction(requestEmailVerificationAction, ({ message }) =>
    setOutcome(message),
  );
  const resend = () => call(undefined, () => setOutcome('Sent. Check your inbox.'));

  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Button size="small" disabledReason={disabledReason} pending={pending} onClick={resend}>
        Resend verification email
      </Button>
      <span role="status" className="text-[0.8125rem] text-ink-muted">
        {outcome}
      </span>
    </span>
  );
}
