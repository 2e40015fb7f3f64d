import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { describeEndReason } from '@/app/(portal)/settings/support-access/_components/describe-impersonation';
import { Breadcrumb } from '@/components/breadcrumb';
import { countActivity } from '@/components/count-activity';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import { requireActor } from '@/lib/auth/actor';
import { nameAgent } from '@/lib/domain/agent-name';
import { type ImpersonationDetails, readImpersonation } from '@/lib/domain/impersonation/read';

export const metadata: Metadata = { title: 'Support session' };

interface ImpersonationPageProps {
  params: Promise<{ sessionId: string }>;
  searchParams: Promise<{ pages?: string | string[] }>;
}

export default async function ImpersonationPage({ params, searchParams }: ImpersonationPageProps) {
  const actor = await requireActor();
  const { sessionId: impersonationId } = await params;
  const { pages } = await searchParams;
  const cursor = typeof pages === 'string' ? pages : undefined;
  const read = await readImpersonation(actor, { impersonationId, cursor });
  if (!read.ok) notFound();
  const impersonation = read.value;
  return (
    <div className="max-w-3xl space-y-5">
      <Breadcrumb
        href="/settings/support-access"
        parent="Support access"
        current={`Support session of ${impersonation.agent.name}`}
      />
      <h1 className="wrap-anywhere font-semibold text-xl leading-8 tracking-tight">
        {`Support session of ${nameAgent(impersonation.agent)}`}
      </h1>
      <Section title="Reason and duration">
        <ImpersonationFacts impersonation={impersonation} />
      </Section>
      <Section title="Changes" lead="What the agent changed, newest first.">
        <Changes impersonation={impersonation} />
      </Section>
      <Section
        title="Pages"
        lead="Pages that the agent opened, oldest first, and other requests with their permission."
      >
        <Requests impersonation={impersonation} isLater={cursor !== undefined} />
      </Section>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="grid gap-x-4 gap-y-0.5 px-4 py-2.5 sm:grid-cols-[10rem_minmax(0,1fr)] sm:px-5">
      <dt className="text-ink-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function ImpersonationFacts({ impersonation }: { impersonation: ImpersonationDetails }) {
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

function Changes({ impersonation }: { impersonation: ImpersonationDetails }) {
  if (impersonation.changed.length === 0) {
    return <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No changes.</p>;
  }
  return (
    <ol className="mt-3 divide-y border-t">
      {impersonation.changed.map(({ at, sentence }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an event has no ID.
        <li key={index} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5">
          <span className="wrap-anywhere min-w-0 flex-1 basis-64">{`${impersonation.agent.name} ${sentence}`}</span>
          <span className="text-ink-muted text-xs">
            <LocalDate date={at} withTime />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Requests({ impersonation, isLater }: { impersonation: ImpersonationDetails; isLater: boolean }) {
  const path = `/settings/support-access/${impersonation.id}`;
  return (
    <>
      {impersonation.requests.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No pages opened.</p>
      ) : (
        <ol className="mt-3 divide-y border-t">
          {impersonation.requests.map((request, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a request has no ID.
            <li key={index} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2 sm:px-5">
              <span className="wrap-anywhere min-w-0 flex-1 basis-64 font-mono text-[0.8125rem]">
                <span>{request.path}</span>
                {request.verb && (
                  <span className="text-ink-muted">{` ${request.verb} ${request.targetId ?? ''}`}</span>
                )}
              </span>
              <span className="text-ink-muted text-xs">
                <LocalDate date={request.at} withTime />
              </span>
            </li>
          ))}
        </ol>
      )}
      {(isLater || impersonation.nextCursor) && (
        <nav aria-label="Pages" className="flex justify-end gap-2 border-t px-4 py-2.5 sm:px-5">
          {isLater && (
            <Link prefetch={false} href={path} scroll={false} className={buttonClass({ size: 'small' })}>
              First
            </Link>
          )}
          {impersonation.nextCursor && (
            <Link
              prefetch={false}
              href={`${path}?pages=${encodeURIComponent(impersonation.nextCursor)}`}
              scroll={false}
              className={buttonClass({ size: 'small' })}
            >
              Later
            </Link>
          )}
        </nav>
      )}
    </>
  );
}
