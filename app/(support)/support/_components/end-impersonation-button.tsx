'use client';

import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { exitImpersonationAction } from '@/app/(portal)/support-session/actions';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';

interface EndImpersonationButtonProps {
  impersonationId: string;
  /** The accessible name, where the text alone is not enough. */
  label?: string;
  children: ReactNode;
}

/** Ends a support session at once. */
export function EndImpersonationButton({ impersonationId, label, children }: EndImpersonationButtonProps) {
  const router = useRouter();
  const { pending, call } = useServerAction(exitImpersonationAction);

  function end() {
    call({ impersonationId }, () => {
      toast.success('Support session ended');
      router.refresh();
    });
  }

  return (
    <Button size="small" pending={pending} aria-label={label} onClick={end}>
      {children}
    </Button>
  );
}
