import type { ReactNode } from 'react';
import { describeEndReason } from '@/app/(portal)/settings/support-access/_components/describe-impersonation';
import { countActivity } from '@/components/count-activity';
import { LocalDate } from '@/components/local-date';
import type { ImpersonationDetails } from '@/lib/domain/impersonation/read';
import type { SupportRequest } from '@/lib/domain/impersonation/view';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)] sm:px-5">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

interface RequestFactsProps {
  request: SupportRequest;
  /** The name of the fact that support asked. */
  asked: string;
  /** What was approved or refused. */
  subject: string;
}

/** The latest request of its kind, and the answer. */
function RequestFacts({ request: { askedAt, reason, answer }, asked, subject }: RequestFactsProps) {
  return (
    <>
      <Fact name={asked}>
        <LocalDate date={askedAt} withTime />: <span>{reason}</span>
      </Fact>
      {answer && (
        <Fact name={`${subject} ${answer.granted ? 'approved' : 'refused'}`}>
          <LocalDate date={answer.at} withTime /> <span>{answer.by && `by ${answer.by}`}</span>
        </Fact>
      )}
    </>
  );
}

/** Reason, member, duration and activity of a support session. */
export function ImpersonationFacts({ impersonation }: { impersonation: ImpersonationDetails }) {
  const { actRequest, extensionRequest, end } = impersonation;
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
      {actRequest && <RequestFacts request={actRequest} asked="Asked to make changes" subject="Changes" />}
      {extensionRequest && (
        <RequestFacts request={extensionRequest} asked="Asked for more time" subject="More time" />
      )}
      <Fact name="Activity">{countActivity(impersonation)}</Fact>
    </dl>
  );
}
