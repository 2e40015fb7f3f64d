'use client';

import { type ComponentProps, useTransition } from 'react';
import { toast } from 'sonner';
import { endVisitAction } from '@/app/(portal)/settings/support-access/actions';
import { focusContent } from '@/components/focus-content';
import { failedCall } from '@/components/outdated/failed-call';
import { Button } from '@/components/ui/button';

interface EndVisitButtonProps
  extends Pick<ComponentProps<typeof Button>, 'variant' | 'barred' | 'aria-label'> {
  visitId: string;
  /** The name of whom it shows out. */
  agent: string;
  onEnded?(): void;
}

/** Shows one of support out, at once. */
export function EndVisitButton({ visitId, agent, onEnded, ...look }: EndVisitButtonProps) {
  const [pending, startTransition] = useTransition();

  function end() {
    startTransition(async () => {
      const result = await endVisitAction({ visitId }).catch(failedCall);
      if (!result.ok) return void toast.error(result.refusal.message);
      toast.success(`The visit of ${agent} has ended`);
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
