import Link from 'next/link';
import { EndVisitButton } from '@/app/(portal)/_components/end-visit-button';
import { ActRequest } from '@/app/(portal)/settings/support-access/_components/act-request';
import { TimeLeft } from '@/app/(portal)/settings/support-access/_components/time-left';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { Control } from '@/lib/domain/permissions';
import { nameAgent } from '@/lib/domain/support/agent-name';
import type { VisitView } from '@/lib/domain/support/visit-view';

interface VisitsNowProps {
  visits: VisitView[];
  /** What tells the visits of the page apart, by id. */
  names: ReadonlyMap<string, string>;
  answer: Control;
  end: Control;
  now: number;
}

/** Who of support is in, what they ask for, and the door. */
export function VisitsNow({ visits, names, answer, end, now }: VisitsNowProps) {
  return (
    <Section title="In your workspace now">
      {visits.length === 0 ? (
        <p className="px-4 pt-2 pb-4 text-ink-muted sm:px-5">Nobody from support is in.</p>
      ) : (
        <ul className="mt-3 divide-y border-t">
          {visits.map((visit) => (
            <li key={visit.id} className="space-y-3 px-4 py-3.5 sm:px-5">
              <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
                <div className="wrap-anywhere min-w-0 flex-1 basis-64 space-y-0.5">
                  <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                    <Link
                      prefetch={false}
                      href={`/settings/support-access/${visit.id}`}
                      aria-label={names.get(visit.id)}
                      className="font-medium underline-offset-4 hover:underline"
                    >
                      {nameAgent(visit.agent)}
                    </Link>
                    {visit.mode === 'act' ? (
                      <Badge tone="warning">May make changes</Badge>
                    ) : (
                      <Badge tone="accent">View only</Badge>
                    )}
                    <span className="text-[0.8125rem] text-ink-muted tabular-nums">
                      <TimeLeft until={visit.expiresAt} now={now} />
                    </span>
                  </p>
                  <p>{visit.reason}</p>
                  <p className="text-[0.8125rem] text-ink-muted">
                    {`Ticket ${visit.ticket} · sees what ${visit.subject.name} sees`}
                  </p>
                </div>
                {end.shown && (
                  <EndVisitButton
                    visitId={visit.id}
                    agent={visit.agent.name}
                    aria-label={`End now: ${names.get(visit.id)}`}
                    variant="danger"
                    barred={end.barred}
                  />
                )}
              </div>
              {visit.mode === 'view' && visit.request && !visit.request.answer && (
                <ActRequest
                  key={visit.request.askedAt.getTime()}
                  visitId={visit.id}
                  agent={visit.agent.name}
                  name={names.get(visit.id) ?? visit.agent.name}
                  askedAt={visit.request.askedAt}
                  reason={visit.request.reason}
                  control={answer}
                />
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
