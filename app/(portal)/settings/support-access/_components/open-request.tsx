import { AnswerRequestButtons } from '@/app/(portal)/_components/answer-request-buttons';
import { REQUEST_TEXT } from '@/components/request-text';
import type { RequestKind } from '@/lib/domain/impersonation/active-sessions';
import { EXTENSION_MINUTES } from '@/lib/domain/impersonation/duration';
import type { Control } from '@/lib/domain/permissions';
import { say } from '@/lib/say';

/** What an approval means. */
function consequence(kind: RequestKind): string {
  if (kind === 'extension') {
    return `If you approve, this support session lasts ${EXTENSION_MINUTES} minutes longer. Support can do no more than it can now, and you can end the session at any time.`;
  }
  return say`Your approval applies until this support session ends. Support can disable and revoke keys and change their settings. It can't see secrets, spend money or manage members.`;
}

interface OpenRequestProps {
  impersonationId: string;
  kind: RequestKind;
  /** The agent's name. */
  agent: string;
  /** Tells the support session apart from the others on the page. */
  name: string;
  askedAt: Date;
  reason: string | null;
  control: Control;
}

/** A request of an agent that waits for an answer, with the buttons to answer it. */
export function OpenRequest({
  impersonationId,
  kind,
  agent,
  name,
  askedAt,
  reason,
  control,
}: OpenRequestProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-warning-text/25 bg-warning-soft px-3.5 py-3">
      <div className="wrap-anywhere min-w-0 flex-1 basis-64">
        <p className="font-medium">{`${agent} ${REQUEST_TEXT[kind]}`}</p>
        <p>{reason}</p>
        <p className="mt-1 text-[0.8125rem] text-ink-muted">{consequence(kind)}</p>
      </div>
      {control.shown ? (
        <AnswerRequestButtons
          impersonationId={impersonationId}
          kind={kind}
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
