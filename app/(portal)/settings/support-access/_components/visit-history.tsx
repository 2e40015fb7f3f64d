import Link from 'next/link';
import {
  countTraces,
  describeEnding,
  describeRequest,
} from '@/app/(portal)/settings/support-access/_components/describe-visit';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import { Pager } from '@/components/pager';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import { nameAgent } from '@/lib/domain/support/agent-name';
import type { VisitPage } from '@/lib/domain/support/list-visits';
import type { VisitView } from '@/lib/domain/support/visit-view';

const PATH = '/settings/support-access';

interface VisitHistoryProps {
  page: VisitPage;
  /** What tells the visits of the page apart, by id. */
  names: ReadonlyMap<string, string>;
  /** Whether this is not the first page. */
  isOlder: boolean;
}

/** The visits that are over. */
export function VisitHistory({ page: { visits, nextCursor }, names, isOlder }: VisitHistoryProps) {
  return (
    <Section
      title="Past visits"
      lead="Newest first. Each shows the pages that were opened and what was changed."
    >
      {visits.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">Nobody from support has been here.</p>
      ) : (
        <ol className="mt-3 divide-y border-t">
          {visits.map((visit) => (
            <PastVisit key={visit.id} visit={visit} name={names.get(visit.id)} />
          ))}
        </ol>
      )}
      {(isOlder || nextCursor) && (
        <Pager
          label="Past visits"
          newest={isOlder ? PATH : null}
          older={nextCursor && `${PATH}?visits=${encodeURIComponent(nextCursor)}`}
          inPlace
          className="justify-end border-t px-4 py-2.5 sm:px-5"
        />
      )}
    </Section>
  );
}

function PastVisit({ visit, name }: { visit: VisitView; name: string | undefined }) {
  const request = describeRequest(visit);
  return (
    <li className="wrap-anywhere space-y-1 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Link
          href={`${PATH}/${visit.id}`}
          prefetch={false}
          aria-label={name}
          className="relative font-medium underline-offset-4 hover:underline"
        >
          <span>{nameAgent(visit.agent)}</span>
          <LinkProgress />
        </Link>
        {visit.changes > 0 && <Badge tone="warning">Made changes</Badge>}
        <span className="ml-auto text-ink-muted text-xs">
          <LocalDate date={visit.startedAt} withTime />
          {visit.ending && (
            <span>
              {' – '}
              <LocalDate date={visit.ending.at} withTime />
            </span>
          )}
        </span>
      </div>
      <p>{visit.reason}</p>
      <p className="text-[0.8125rem] text-ink-muted">
        {[
          `Ticket ${visit.ticket}`,
          `as ${visit.subject.name}`,
          countTraces(visit),
          request,
          describeEnding(visit),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}
