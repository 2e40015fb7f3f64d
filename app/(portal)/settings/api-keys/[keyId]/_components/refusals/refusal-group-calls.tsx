import Link from 'next/link';
import { RefusalGroupSummary } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-group-summary';
import { RefusedCalls } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refused-calls';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { type KeyParams, refusalsHref } from '@/app/(portal)/settings/api-keys/[keyId]/search-params';
import { Pager } from '@/components/pager';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { RefusedCallPage } from '@/lib/domain/refusals/list-calls';

const LINK = 'rounded text-[0.8125rem] underline underline-offset-4';

interface RefusalGroupCallsProps {
  page: RefusedCallPage;
  params: KeyParams;
  apiKey: ApiKeyDetails;
  controls: KeyControls;
  now: number;
}

/** The calls of one group, or the one that the URL names, with how to fix them. */
export function RefusalGroupCalls({ page, params, apiKey, controls, now }: RefusalGroupCallsProps) {
  const { group, calls, nextCursor } = page;
  const ofGroup = { group: group.id };
  return (
    <>
      <nav aria-label="Rejected calls" className="flex flex-wrap gap-x-4 gap-y-1 px-4 pt-3 sm:px-5">
        <Link prefetch={false} scroll={false} href={refusalsHref(apiKey.id, {})} className={LINK}>
          All rejected calls
        </Link>
        {params.request !== null && group.calls > 1 && (
          <Link prefetch={false} scroll={false} href={refusalsHref(apiKey.id, ofGroup)} className={LINK}>
            All calls with this cause
          </Link>
        )}
      </nav>
      <div className="mt-3 space-y-1.5 border-t px-4 py-3 sm:px-5">
        <RefusalGroupSummary group={group} position={1} apiKey={apiKey} controls={controls} now={now} />
      </div>
      <RefusedCalls calls={calls} groupAddress={group.address} now={now} />
      {group.calls > calls.length && params.request === null && nextCursor === null && (
        <p className="border-t px-4 py-3 text-ink-muted text-xs sm:px-5">
          If very many calls have the same cause, only some are shown. All are counted.
        </p>
      )}
      {(params.calls !== null || nextCursor) && (
        <Pager
          label="Calls with this cause"
          newest={params.calls === null ? null : refusalsHref(apiKey.id, ofGroup)}
          older={nextCursor && refusalsHref(apiKey.id, { ...ofGroup, calls: nextCursor })}
          inPlace
          className="justify-end border-t px-4 py-2.5 sm:px-5"
        />
      )}
    </>
  );
}
