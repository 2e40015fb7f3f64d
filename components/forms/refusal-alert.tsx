'use client';

import { useOutdated } from '@/components/outdated/outdated-page';
import { reload } from '@/components/outdated/reload';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';

/** Why a form was refused; nothing without a message. On an outdated page, it offers to reload. */
export function RefusalAlert({ message }: { message: string | undefined }) {
  const isOutdated = useOutdated();
  if (!message) return null;
  return (
    <Alert
      tone="danger"
      role="alert"
      action={
        isOutdated ? (
          <Button size="small" onClick={reload}>
            Reload
          </Button>
        ) : undefined
      }
    >
      {message}
    </Alert>
  );
}
