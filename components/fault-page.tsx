'use client';

import { MessagePage } from '@/components/message-page';
import { Button } from '@/components/ui/button';

export interface FaultPageProps {
  error: unknown;
  retry(): void;
}

/** The name under which the server logged the fault; the fault itself is not for showing. */
function reference(error: unknown): string {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined;
  return digest ? ` If it stays this way, tell support this reference: ${digest}.` : '';
}

/** Stands in for a page that failed. */
export function FaultPage({ error, retry }: FaultPageProps) {
  return (
    <MessagePage title="Something went wrong on our side" text={`It has been logged.${reference(error)}`}>
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </MessagePage>
  );
}
