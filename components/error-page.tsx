'use client';

import { unstable_isUnrecognizedActionError } from 'next/navigation';
import { MessagePage } from '@/components/message-page';
import { reload } from '@/components/outdated/reload';
import { Button } from '@/components/ui/button';
import { say } from '@/lib/say';

export interface ErrorPageProps {
  error: unknown;
  retry(): void;
}

/** A sentence with the id under which the server logged the error. Its message is not for users. */
function reference(error: unknown): string {
  const digest = error instanceof Error && 'digest' in error ? error.digest : undefined;
  return digest ? ` If it happens again, give our support team this reference: ${digest}.` : '';
}

/** Whether a deployment has replaced the action or chunk that the page asked for. */
function isOutdated(error: unknown): boolean {
  return (
    unstable_isUnrecognizedActionError(error) || (error instanceof Error && error.name === 'ChunkLoadError')
  );
}

/** Replaces a page that failed. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  if (isOutdated(error)) {
    return (
      <MessagePage title={say`Keydesk was updated`} text="Reload this page to continue.">
        <Button variant="primary" onClick={reload}>
          Reload
        </Button>
      </MessagePage>
    );
  }
  return (
    <MessagePage title="Something went wrong on our side" text={`It has been logged.${reference(error)}`}>
      <Button variant="primary" onClick={retry}>
        Try again
      </Button>
    </MessagePage>
  );
}
