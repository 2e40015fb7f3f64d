import Link from 'next/link';
import { RefusalFilters } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-filters';
import { RefusalGroupSummary } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/refusal-group-summary';
import { SignatureDifference } from '@/app/(portal)/settings/api-keys/[keyId]/_components/refusals/signature-difference';
import type { KeyControls } from '@/app/(portal)/settings/api-keys/[keyId]/key-controls';
import { type KeyParams, refusalsHref } from '@/app/(portal)/settings/api-keys/[keyId]/search-params';
import { Pager } from '@/components/pager';
import type { ApiKeyDetails } from '@/lib/domain/api-keys/details';
import type { RefusalPage } from '@/lib/domain/refusals/list';

interface RefusalGroupsProps {
  page: RefusalPage;
  params: KeyParams;
  apiKey: ApiKeyDetails;
  controls: KeyControls;
  now: number;
}

/** Rejected calls with the same cause together, with a filter. */
export function RefusalGroups({ page, params, apiKey, controls, now }: RefusalGroupsProps) {
  const { groups, nextCursor, options } = page;
  const { code, operation, address, cursor } = params;
  const filter = { code, operation, address };
  const isFiltered = code !== null || operation !== null || address !== null;
  const hasChoice = Object.values(options).some((values) => values.length > 1);
  if (groups.length === 0 && !isFiltered) {
    return <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No rejected calls.</p>;
  }
  return (
    <>
      {(isFiltered || hasChoice) && (
        <RefusalFilters
          path={refusalsHref(apiKey.id, {})}
          values={{ code: code ?? '', operation: operation ?? '', address: address ?? '' }}
          options={options}
        />
      )}
      {groups.length === 0 ? (
        <p className="px-4 pt-3 pb-5 text-ink-muted sm:px-5">No rejected calls match the filter.</p>
      ) : (
        <ol aria-label="Causes" className="mt-3 divide-y border-t">
          {groups.map((group, index) => (
            <li key={group.id} className="space-y-1.5 px-4 py-3 sm:px-5">
              <RefusalGroupSummary
                group={group}
                position={index + 1}
                apiKey={apiKey}
                controls={controls}
                now={now}
              />
              <SignatureDifference detail={group.detail} />
              <Link
                prefetch={false}
                scroll={false}
                href={refusalsHref(apiKey.id, { group: group.id })}
                aria-label={`Show calls of cause ${index + 1}`}
                className="inline-block rounded text-xs underline underline-offset-4"
              >
                Show calls
              </Link>
            </li>
          ))}
        </ol>
      )}
      {(cursor !== null || nextCursor) && (
        <Pager
          label="Rejected calls"
          newest={cursor === null ? null : refusalsHref(apiKey.id, filter)}
          older={nextCursor && refusalsHref(apiKey.id, { ...filter, cursor: nextCursor })}
          inPlace
          className="justify-end border-t px-4 py-2.5 sm:px-5"
        />
      )}
    </>
  );
}
