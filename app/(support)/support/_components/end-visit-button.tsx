'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useTransition } from 'react';
import { toast } from 'sonner';
import { failedCall } from '@/components/outdated/failed-call';
import { Button } from '@/components/ui/button';
import { exitVisitAction } from '@/lib/actions/visit';

interface EndVisitButtonProps {
  visitId: string;
  /** What the button is about, where its text alone does not tell. */
  label?: string;
  children: ReactNode;
}

/** Ends a visit at once. */
export function EndVisitButton({ visitId, label, children }: EndVisitButtonProps) {
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function end() {
    startTransition(async () => {
      const ended = await exitVisitAction({ visitId }).catch(failedCall);
      if (ended.ok) {
        toast.success('The visit is over.');
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
