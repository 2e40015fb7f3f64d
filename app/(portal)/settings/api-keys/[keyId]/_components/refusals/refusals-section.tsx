import { RefusalFix } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-fix';
import { SignatureDifference } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/signature-difference';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { Pager } from '@/components/pager';
import { RelativeTime } from '@/components/relative-time';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { RefusalPage } from '@/lib/domain/refusals/list';

interface RefusalsSectionProps {
  page: RefusalPage;
  apiKey: ApiKeyDetails;
  controls: KeyControls;
  /** Whether this is not the first page. */
  isOlder: boolean;
  now: number;
}

/** The latest rejected calls, each with how to fix it. */
export function RefusalsSection({ page, apiKey, controls, isOlder, now }: RefusalsSectionProps) {
  const { refusals, nextCursor } = page;
  const path = `/settings/api-keys/${apiKey.id}`;
  return (
    <Section title="Rejected calls" lead="Last 30 days, newest first, with how to fix each">
      {refusals.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No rejected calls.</p>
      ) : (
        <ol className="mt-3 divide-y border-t">
          {refusals.map((refusal, index) => (
            <li key={refusal.id} className="space-y-1.5 px-4 py-3 sm:px-5">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Badge tone="warning" className="font-mono">
                  {refusal.code}
                </Badge>
                <span className="min-w-0 break-words text-ink-muted text-xs">
                  {[refusal.operation, refusal.address].filter(Boolean).join(' from ')}
                </span>
                <span className="ml-auto text-ink-muted text-xs">
                  <RelativeTime date={refusal.at} now={now} />
                </span>
              </div>
              <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
                <p className="min-w-0 max-w-prose">{refusal.advice}</p>
                {refusal.fix && (
                  <RefusalFix fix={refusal.fix} position={index + 1} apiKey={apiKey} controls={controls} />
                )}
              </div>
              <SignatureDifference detail={refusal.detail} />
              <p className="font-mono text-[0.6875rem] text-ink-muted">{refusal.requestId}</p>
            </li>
          ))}
        </ol>
      )}
      {(isOlder || nextCursor) && (
        <Pager
          label="Rejected calls"
          newest={isOlder ? path : null}
          older={nextCursor && `${path}?refusals=${encodeURIComponent(nextCursor)}`}
          inPlace
          className="justify-end border-t px-4 py-2.5 sm:px-5"
        />
      )}
    </Section>
  );
}
