import type { ReactNode } from 'react';
import { describeEndReason } from '@/app/(portal)/settings/support-access/_components/describe-impersonation';
import { countActivity } from '@/components/count-activity';
import { LocalDate } from '@/components/local-date';
import type { ImpersonationDetails } from '@/lib/domain/impersonation/read';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)] sm:px-5">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

/** Reason, member, duration and activity of a support session. */
export function ImpersonationFacts({ impersonation }: { impersonation: ImpersonationDetails }) {
  const { actRequest, end } = impersonation;
  return (
    <dl className="mt-3 divide-y border-t">
      <Fact name="Reason">{impersonation.reason}</Fact>
      <Fact name="Ticket">{impersonation.ticket}</Fact>
      <Fact name="Viewing as">{impersonation.subject.name}</Fact>
      <Fact name="From">
        <LocalDate date={impersonation.startedAt} withTime />
      </Fact>
      <Fact name={end ? 'To' : 'Ends by'}>
        <LocalDate date={end?.at ?? impersonation.expiresAt} withTime />
      </Fact>
      <Fact name="How it ended">{describeEndReason(impersonation) ?? 'Still open'}</Fact>
      {actRequest && (
        <Fact name="Asked to make changes">
          <LocalDate date={actRequest.askedAt} withTime />: <span>{actRequest.reason}</span>
        </Fact>
      )}
      {actRequest?.answer && (
        <Fact name={actRequest.answer.granted ? 'Approved' : 'Refused'}>
          <LocalDate date={actRequest.answer.at} withTime />{' '}
          <span>{actRequest.answer.by && `by ${actRequest.answer.by}`}</span>
        </Fact>
      )}
      <Fact name="Activity">{countActivity(impersonation)}</Fact>
    </dl>
  );
}
