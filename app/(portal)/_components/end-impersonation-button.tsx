'use client';

import type { ComponentProps } from 'react';
import { endImpersonationAction } from '@/app/(portal)/settings/support-access/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';

interface EndImpersonationButtonProps
  extends Pick<ComponentProps<typeof Button>, 'variant' | 'disabledReason' | 'aria-label'> {
  impersonationId: string;
  /** The agent's name. */
  agent: string;
  onEnded?(): void;
}

/** Ends an agent's session in the workspace, at once. */
export function EndImpersonationButton({
  impersonationId,
  agent,
  onEnded,
  ...look
}: EndImpersonationButtonProps) {
  const { pending, call } = useServerAction(endImpersonationAction);

  function end() {
    call({ impersonationId }, () => {
      toast.success(`The support session of ${agent} has ended`);
      focusContent();
      onEnded?.();
    });
  }

  return (
    <Button size="small" pending={pending} onClick={end} {...look}>
      End now
    </Button>
  );
}
