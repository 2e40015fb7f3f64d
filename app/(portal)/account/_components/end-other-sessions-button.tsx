'use client';

import { endOtherSessionsAction } from '@/app/(portal)/account/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import type { Control } from '@/lib/domain/permissions';

/** Ends all sessions of the member except this one. */
export function EndOtherSessionsButton({ control }: { control: Control }) {
  const { pending, call } = useServerAction(endOtherSessionsAction);

  function end() {
    call({}, () => {
      toast.success('Your other sessions have ended');
      focusContent();
    });
  }

  return (
    <Button size="small" pending={pending} disabledReason={control.disabledReason} onClick={end}>
      End other sessions
    </Button>
  );
}
