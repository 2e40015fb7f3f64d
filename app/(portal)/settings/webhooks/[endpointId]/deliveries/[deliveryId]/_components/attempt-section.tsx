import { MessageView } from '@/app/(portal)/settings/webhooks/[endpointId]/deliveries/[deliveryId]/_components/message-view';
import { formatDuration } from '@/app/(portal)/settings/webhooks/[endpointId]/describe-outcome';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { AttemptView } from '@/lib/domain/webhook-deliveries/read';

interface AttemptSectionProps {
  attempt: AttemptView;
  /** Its number, from 1. */
  position: number;
}

/** One request with its response. */
export function AttemptSection({ attempt, position }: AttemptSectionProps) {
  const { at, durationMs, status, error } = attempt;
  return (
    <Section
      title={`Attempt ${position}`}
      lead={
        <span>
          <LocalDate date={at} withTime /> <span>{`in ${formatDuration(durationMs)}`}</span>
        </span>
      }
      action={
        <Badge tone={error === null ? 'success' : 'danger'} className="font-mono">
          {status === null ? 'No response' : String(status)}
        </Badge>
      }
    >
      {error && <p className="px-4 pt-2 text-danger-text sm:px-5">{error}</p>}
      <div className="mt-3 grid divide-y border-t lg:grid-cols-2 lg:divide-x lg:divide-y-0">
        <MessageView
          title="Request"
          start={`POST ${attempt.url}`}
          headers={attempt.requestHeaders}
          body={attempt.requestBody}
        />
        {status === null ? (
          <p className="px-4 py-3 text-ink-muted sm:px-5">Your server did not respond.</p>
        ) : (
          <MessageView
            title="Response"
            start={`HTTP ${status}`}
            headers={attempt.responseHeaders ?? {}}
            body={attempt.responseBody ?? ''}
          />
        )}
      </div>
    </Section>
  );
}
