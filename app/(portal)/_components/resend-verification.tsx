'use client';

import { useState, useTransition } from 'react';
import { requestEmailVerificationAction } from '@/app/(portal)/actions';
import { failedCall } from '@/components/outdated/failed-call';
import { Button } from '@/components/ui/button';

/** Mails the signed-in member their verification link again, and says how that went where it was asked. */
export function ResendVerification({ barred }: { barred?: string | undefined }) {
  const [pending, startTransition] = useTransition();
  const [outcome, setOutcome] = useState('');

  function resend() {
    startTransition(async () => {
      const result = await requestEmailVerificationAction(undefined).catch(failedCall);
      setOutcome(result.ok ? 'Sent. Look in your inbox.' : result.refusal.message);
    });
  }

  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Button size="small" barred={barred} pending={pending} onClick={resend}>
        Resend verification email
      </Button>
      <span role="status" className="text-[0.8125rem] text-ink-muted">
        {outcome}
      </span>
    </span>
  );
}
