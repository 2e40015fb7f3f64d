import Link from 'next/link';
import { describeEndReason } from '@/app/(portal)/settings/support-access/_components/describe-impersonation';
import { countActivity } from '@/components/count-activity';
import { describeRequests } from '@/components/describe-requests';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import { Pager } from '@/components/pager';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import { nameAgent } from '@/lib/domain/agent-name';
import type { ImpersonationPage } from '@/lib/domain/impersonation/list';
import type { ImpersonationView } from '@/lib/domain/impersonation/view';

const PATH = '/settings/support-access';

interface ImpersonationHistoryProps {
  page: ImpersonationPage;
  /** Tells the support sessions on the page apart, by id. */
  names: ReadonlyMap<string, string>;
  /** Whether this is not the first page. */
  isOlder: boolean;
}

/** The support sessions that have ended. */
export function ImpersonationHistory({
  page: { impersonations, nextCursor },
  names,
  isOlder,
}: ImpersonationHistoryProps) {
  return (
    <Section
      title="Past support sessions"
      lead="Newest first, with the pages that support opened and the changes it made."
    >
      {impersonations.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No support sessions yet.</p>
      ) : (
        <ol className="mt-3 divide-y border-t">
          {impersonations.map((impersonation) => (
            <PastImpersonation
              key={impersonation.id}
              impersonation={impersonation}
              name={names.get(impersonation.id)}
            />
          ))}
        </ol>
      )}
      {(isOlder || nextCursor) && (
        <Pager
          label="Past support sessions"
          newest={isOlder ? PATH : null}
          older={nextCursor && `${PATH}?sessions=${encodeURIComponent(nextCursor)}`}
          inPlace
          className="justify-end border-t px-4 py-2.5 sm:px-5"
        />
      )}
    </Section>
  );
}

function PastImpersonation({
  impersonation,
  name,
}: {
  impersonation: ImpersonationView;
  name: string | undefined;
}) {
  return (
    <li className="wrap-anywhere space-y-1 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Link
          href={`${PATH}/${impersonation.id}`}
          prefetch={false}
          aria-label={name}
          className="relative font-medium underline-offset-4 hover:underline"
        >
          <span>{nameAgent(impersonation.agent)}</span>
          <LinkProgress />
        </Link>
        {impersonation.changes > 0 && <Badge tone="warning">Made changes</Badge>}
        <span className="ml-auto text-ink-muted text-xs">
          <LocalDate date={impersonation.startedAt} withTime />
          {impersonation.end && (
            <span>
              {' – '}
              <LocalDate date={impersonation.end.at} withTime />
            </span>
          )}
        </span>
      </div>
      <p>{impersonation.reason}</p>
      <p className="text-[0.8125rem] text-ink-muted">
        {[
          `Ticket ${impersonation.ticket}`,
          `as ${impersonation.subject.name}`,
          countActivity(impersonation),
          ...describeRequests(impersonation),
          describeEndReason(impersonation),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
}
