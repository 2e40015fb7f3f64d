import { CircleCheck } from 'lucide-react';
import Link from 'next/link';
import { RefusalFix } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-fix';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { RelativeTime } from '@/components/relative-time';
import { Badge } from '@/components/ui/badge';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { RefusalGroup } from '@/lib/domain/refusals/group-view';
import { currentProfile } from '@/lib/profiles/current';
import { errorReference } from '@/lib/profiles/reference/error-reference';

const RESOLVED = { fixed: 'Fixed since', succeeded: 'Succeeded since' };

interface RefusalGroupSummaryProps {
  group: RefusalGroup;
  /** Its number in the list, from 1. */
  position: number;
  apiKey: ApiKeyDetails;
  controls: KeyControls;
  now: number;
}

/** What rejected calls with the same cause have in common, and how to fix it. */
export function RefusalGroupSummary({ group, position, apiKey, controls, now }: RefusalGroupSummaryProps) {
  const { code, operation, address, calls, firstAt, lastAt, simulated, advice, fix, resolved } = group;
  const reference = errorReference(currentProfile(), code);
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge tone="warning" className="font-mono">
          {code}
        </Badge>
        {simulated && <Badge>Simulated</Badge>}
        <span className="min-w-0 break-words text-ink-muted text-xs">
          {[operation, address ?? 'other addresses'].filter(Boolean).join(' from ')}
        </span>
        <span className="ml-auto text-ink-muted text-xs tabular-nums">
          {calls === 1 ? '1 call' : `× ${calls.toLocaleString('en')}`}
        </span>
      </div>
      <p className="text-ink-muted text-xs">
        {calls > 1 && (
          <span>
            <span>First: </span>
            <RelativeTime date={firstAt} now={now} />
            <span>. </span>
          </span>
        )}
        <span>Last: </span>
        <RelativeTime date={lastAt} now={now} />
      </p>
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 max-w-prose">
          <span>{advice}</span>{' '}
          {reference && (
            <Link
              prefetch={false}
              href={reference.href}
              aria-label={`${reference.code} in the API reference, for cause ${position}`}
              className="rounded underline underline-offset-4"
            >
              API reference
            </Link>
          )}
        </p>
        {resolved ? (
          <span className="inline-flex items-center gap-1.5 text-success-text text-xs">
            <CircleCheck aria-hidden className="size-3.5" />
            <span>{RESOLVED[resolved]}</span>
          </span>
        ) : (
          fix && <RefusalFix fix={fix} position={position} apiKey={apiKey} controls={controls} />
        )}
      </div>
    </>
  );
}
