import { AnswerRequestButtons } from '@/app/(portal)/_components/answer-request-buttons';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

interface ActRequestProps {
  impersonationId: string;
  /** The agent's name. */
  agent: string;
  /** Tells the support session apart from the others on the page. */
  name: string;
  askedAt: Date;
  reason: string | null;
  control: Control;
}

/** An agent's request to make changes, with the buttons to answer it. */
export function ActRequest({ impersonationId, agent, name, askedAt, reason, control }: ActRequestProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-warning-text/25 bg-warning-soft px-3.5 py-3">
      <div className="wrap-anywhere min-w-0 flex-1 basis-64">
        <p className="font-medium">{`${agent} asks to make changes`}</p>
        <p>{reason}</p>
        <p className="mt-1 text-[0.8125rem] text-ink-muted">{say`Your approval applies until this support session ends. Support can disable and revoke keys and change their settings. It can't see secrets, spend money or manage members.`}</p>
      </div>
      {control.shown ? (
        <AnswerRequestButtons
          impersonationId={impersonationId}
          askedAt={askedAt.toISOString()}
          agent={agent}
          name={name}
          disabledReason={control.disabledReason}
        />
      ) : (
        <p className="text-[0.8125rem] text-ink-muted">An owner or admin can answer.</p>
      )}
    </div>
  );
}
