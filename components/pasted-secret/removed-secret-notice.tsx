'use client';

import { useSearchParams } from 'next/navigation';
import { Alert } from '@/components/ui/alert';
import { say } from '@/lib/say';

/** Shown if the URL that was opened contained a secret. The server has removed it. */
export function RemovedSecretNotice() {
  if (useSearchParams().get('removed') !== 'secret') return null;
  return (
    <Alert
      tone="warning"
      role="status"
      title="We removed a secret from the address"
    >{say`The secret may be in your browser’s history or in the message that the link came in. If it is one of your keys, rotate the key.`}</Alert>
  );
}
