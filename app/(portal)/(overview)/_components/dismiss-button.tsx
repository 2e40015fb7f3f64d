'use client';

import { dismissFirstStepsAction } from '@/app/(portal)/(overview)/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { useServerAction } from '@/components/use-server-action';

/** Hides the first steps for good. */
export function DismissButton({ disabledReason }: { disabledReason: string | undefined }) {
  const { pending, call } = useServerAction(dismissFirstStepsAction);
  return (
    <Button
      size="small"
      disabledReason={disabledReason}
      pending={pending}
      onClick={() => call({}, focusContent)}
    >
      Hide first steps
    </Button>
  );
}
