'use client';

import { type ComponentProps, useTransition } from 'react';
import { toast } from 'sonner';
import { endImpersonationAction } from '@/app/(portal)/settings/support-access/actions';
import { focusContent } from '@/components/focus-content';
import { failedCall } from '@/components/outdated/failed-call';
import { Button } from '@/components/ui/button';

interface EndImpersonationButtonProps
  extends Pick<ComponentProps<typeof Button>, 'variant' | 'barred' | 'aria-label'> {
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
  const [pending, startTransition] = useTransition();

  function end() {
    startTransition(async () => {
      const result = await endImpersonationAction({ impersonationId }).catch(failedCall);
      if (!result.ok) return void toast.error(result.refusal.message);
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
