'use client';

import { answerRequestAction } from '@/app/(portal)/settings/support-access/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';

interface AnswerRequestButtonsProps {
  impersonationId: string;
  /** In ISO 8601. */
  askedAt: string;
  /** The agent's name. */
  agent: string;
  /** Tells the support session apart from the others on the page. */
  name: string;
  disabledReason: string | undefined;
  onAnswered?(granted: boolean): void;
}

/** Approves or refuses an agent's request to make changes. */
export function AnswerRequestButtons({
  impersonationId,
  askedAt,
  agent,
  name,
  disabledReason,
  onAnswered,
}: AnswerRequestButtonsProps) {
  const { pending, call } = useServerAction(answerRequestAction);

  function answer(grant: boolean) {
    call({ impersonationId, askedAt, grant }, () => {
      toast.success(grant ? `${agent} can make changes` : `${agent} can only view`);
      focusContent();
      onAnswered?.(grant);
    });
  }

  const button = { size: 'small', pending, disabledReason } as const;
  return (
    <span className="flex gap-2">
      <Button {...button} aria-label={`Refuse: ${name}`} onClick={() => answer(false)}>
        Refuse
      </Button>
      <Button {...button} aria-label={`Approve: ${name}`} variant="primary" onClick={() => answer(true)}>
        Approve
      </Button>
    </span>
  );
}
