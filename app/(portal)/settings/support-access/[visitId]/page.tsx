import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import {
  countTraces,
  describeEnding,
} from '@/app/(portal)/settings/support-access/_components/describe-visit';
import { Breadcrumb } from '@/components/breadcrumb';
import { LocalDate } from '@/components/local-date';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import { requireActor } from '@/lib/auth/actor';
import { nameAgent } from '@/lib/domain/support/agent-name';
import { readVisit, type VisitDetails } from '@/lib/domain/support/read-visit';

export const metadata: Metadata = { title: 'Support visit' };

interface VisitPageProps {
  params: Promise<{ visitId: string }>;
  searchParams: Promise<{ pages?: string | string[] }>;
}

export default async function VisitPage({ params, searchParams }: VisitPageProps) {
  const actor = await requireActor();
  const { visitId } = await params;
  const { pages } = await searchParams;
  const cursor = typeof pages === 'string' ? pages : undefined;
  const read = await readVisit(actor, { visitId, cursor });
  if (!read.ok) notFound();
  const visit = read.value;
  return (
    <div className="max-w-3xl space-y-5">
      <Breadcrumb
        href="/settings/support-access"
        parent="Support access"
        current={`Visit of ${visit.agent.name}`}
      />
      <h1 className="wrap-anywhere font-semibold text-xl leading-8 tracking-tight">
        {`Visit of ${nameAgent(visit.agent)}`}
      </h1>
      <Section title="Why and how long">
        <VisitFacts visit={visit} />
      </Section>
      <Section title="Changes" lead="Changes during this support session, newest first.">
        <Changes visit={visit} />
      </Section>
      <Section
        title="Pages"
        lead="Pages opened during this support session, oldest first, and other requests with their permission."
      >
        <VisitedPages visit={visit} isLater={cursor !== undefined} />
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

function VisitFacts({ visit }: { visit: VisitDetails }) {
  const { request, ending } = visit;
  return (
    <dl className="mt-3 divide-y border-t">
      <Fact name="Reason">{visit.reason}</Fact>
      <Fact name="Ticket">{visit.ticket}</Fact>
      <Fact name="In the place of">{visit.subject.name}</Fact>
      <Fact name="From">
        <LocalDate date={visit.startedAt} withTime />
      </Fact>
      <Fact name={ending ? 'To' : 'Ends by'}>
        <LocalDate date={ending?.at ?? visit.expiresAt} withTime />
      </Fact>
      <Fact name="How it ended">{describeEnding(visit) ?? 'It is still open.'}</Fact>
      {request && (
        <Fact name="Asked to change">
          <LocalDate date={request.askedAt} withTime />: <span>{request.reason}</span>
        </Fact>
      )}
      {request?.answer && (
        <Fact name={request.answer.granted ? 'Granted' : 'Refused'}>
          <LocalDate date={request.answer.at} withTime />{' '}
          <span>{request.answer.by && `by ${request.answer.by}`}</span>
        </Fact>
      )}
      <Fact name="Seen and done">{countTraces(visit)}</Fact>
    </dl>
  );
}

function Changes({ visit }: { visit: VisitDetails }) {
  if (visit.changed.length === 0) {
    return <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">Nothing was changed.</p>;
  }
  return (
    <ol className="mt-3 divide-y border-t">
      {visit.changed.map(({ at, sentence }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an event has no name but its place.
        <li key={index} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2.5 sm:px-5">
          <span className="wrap-anywhere min-w-0 flex-1 basis-64">{`${visit.agent.name} ${sentence}`}</span>
          <span className="text-ink-muted text-xs">
            <LocalDate date={at} withTime />
          </span>
        </li>
      ))}
    </ol>
  );
}

function VisitedPages({ visit, isLater }: { visit: VisitDetails; isLater: boolean }) {
  const path = `/settings/support-access/${visit.id}`;
  return (
    <>
      {visit.visited.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No page was opened.</p>
      ) : (
        <ol className="mt-3 divide-y border-t">
          {visit.visited.map((page, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a look has no name but its place.
            <li key={index} className="flex flex-wrap items-baseline gap-x-4 gap-y-0.5 px-4 py-2 sm:px-5">
              <span className="wrap-anywhere min-w-0 flex-1 basis-64 font-mono text-[0.8125rem]">
                <span>{page.path}</span>
                {page.verb && (
                  <span className="text-ink-muted">{` ${page.verb} ${page.targetId ?? ''}`}</span>
                )}
              </span>
              <span className="text-ink-muted text-xs">
                <LocalDate date={page.at} withTime />
              </span>
            </li>
          ))}
        </ol>
      )}
      {(isLater || visit.nextCursor) && (
        <nav aria-label="Pages" className="flex justify-end gap-2 border-t px-4 py-2.5 sm:px-5">
          {isLater && (
            <Link prefetch={false} href={path} scroll={false} className={buttonClass({ size: 'small' })}>
              First
            </Link>
          )}
          {visit.nextCursor && (
            <Link
              prefetch={false}
              href={`${path}?pages=${encodeURIComponent(visit.nextCursor)}`}
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
