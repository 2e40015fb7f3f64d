'use client';

import { endSessionAction } from '@/app/(portal)/account/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';

interface EndSessionButtonProps {
  sessionId: string;
  device: string;
  /** The accessible name of the session. */
  name: string;
  disabledReason: string | undefined;
}

/** Ends another session of the member, at once. */
export function EndSessionButton({ sessionId, device, name, disabledReason }: EndSessionButtonProps) {
  const { pending, call } = useServerAction(endSessionAction);

  function end() {
    call({ sessionId }, () => {
      toast.success(`The session on ${device} has ended`);
      focusContent();
    });
  }

  return (
    <Button
      size="small"
      pending={pending}
      disabledReason={disabledReason}
      aria-label={`End session: ${name}`}
      onClick={end}
    >
      End session
    </Button>
  );
}
