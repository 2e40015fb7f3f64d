'use client';

import { answerExtensionAction, answerRequestAction } from '@/app/(portal)/settings/support-access/actions';
import { focusContent } from '@/components/focus-content';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useServerAction } from '@/components/use-server-action';
import type { RequestKind } from '@/lib/domain/impersonation/active-sessions';
import { EXTENSION_MINUTES } from '@/lib/domain/impersonation/duration';

const ACTIONS = { act: answerRequestAction, extension: answerExtensionAction };

/** What the request is about, for the names of the buttons. */
const SUBJECTS: Record<RequestKind, string> = { act: 'changes', extension: 'more time' };

function describeAnswer(kind: RequestKind, agent: string, granted: boolean): string {
  if (kind === 'act') return granted ? `${agent} can make changes` : `${agent} can only view`;
  return granted
    ? `The support session of ${agent} lasts ${EXTENSION_MINUTES} minutes longer`
    : `The support session of ${agent} is not extended`;
}

interface AnswerRequestButtonsProps {
  impersonationId: string;
  kind: RequestKind;
  /** In ISO 8601. */
  askedAt: string;
  /** The agent's name. */
  agent: string;
  /** Tells the support session apart from the others on the page. */
  name: string;
  disabledReason: string | undefined;
  onAnswered?(granted: boolean): void;
}

/** Approves or refuses a request of an agent. */
export function AnswerRequestButtons({
  impersonationId,
  kind,
  askedAt,
  agent,
  name,
  disabledReason,
  onAnswered,
}: AnswerRequestButtonsProps) {
  const { pending, call } = useServerAction(ACTIONS[kind]);

  function answer(grant: boolean) {
    call({ impersonationId, askedAt, grant }, () => {
      toast.success(describeAnswer(kind, agent, grant));
      focusContent();
      onAnswered?.(grant);
    });
  }

  const button = { size: 'small', pending, disabledReason } as const;
  const subject = `${SUBJECTS[kind]}: ${name}`;
  return (
    <span className="flex gap-2">
      <Button {...button} aria-label={`Refuse ${subject}`} onClick={() => answer(false)}>
        Refuse
      </Button>
      <Button {...button} aria-label={`Approve ${subject}`} variant="primary" onClick={() => answer(true)}>
        Approve
      </Button>
    </span>
  );
}
