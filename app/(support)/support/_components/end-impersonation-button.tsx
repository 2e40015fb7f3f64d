'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import { toast } from 'sonner';
import { exitImpersonationAction } from '@/app/(portal)/support-session/actions';
import { failedCall } from '@/components/outdated/failed-call';
import { Button } from '@/components/ui/button';

interface EndImpersonationButtonProps {
  impersonationId: string;
  /** The accessible name, where the text alone is not enough. */
  label?: string;
  children: ReactNode;
}

/** Ends a support session at once. */
export function EndImpersonationButton({ impersonationId, label, children }: EndImpersonationButtonProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function end() {
    startTransition(async () => {
      const ended = await exitImpersonationAction({ impersonationId }).catch(failedCall);
      if (ended.ok) {
        toast.success('Support session ended');
        router.refresh();
      } else {
        toast.error(ended.refusal.message);
      }
    });
  }

  return (
    <Button size="small" pending={pending} aria-label={label} onClick={end}>
      {children}
    </Button>
  );
}
