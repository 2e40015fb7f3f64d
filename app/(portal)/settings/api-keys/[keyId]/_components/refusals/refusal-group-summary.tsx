import Link from 'next/link';
import { RefusalFix } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-fix';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { RefusalHeading } from '@/components/refusals/refusal-heading';
import { RefusalTimes } from '@/components/refusals/refusal-times';
import { ResolvedMark } from '@/components/refusals/resolved-mark';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { RefusalGroup } from '@/lib/domain/refusals/group-view';
import { currentProfile } from '@/lib/profiles/current';
import { errorReference } from '@/lib/profiles/reference/error-reference';

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
  const { code, advice, fix, resolved } = group;
  const reference = errorReference(currentProfile(), code);
  return (
    <>
      <RefusalHeading group={group} />
      <RefusalTimes group={group} now={now} />
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 max-w-prose">
          <span>{`${advice} `}</span>
          {reference && (
            <Link
              prefetch={false}
              href={reference.href}
              aria-label={`${reference.code} in the API reference, for cause ${position}`}
              className="whitespace-nowrap rounded underline underline-offset-4"
            >
              API reference
            </Link>
          )}
        </p>
        {resolved ? (
          <ResolvedMark resolved={resolved} />
        ) : (
          fix && <RefusalFix fix={fix} position={position} apiKey={apiKey} controls={controls} />
        )}
      </div>
    </>
  );
}
