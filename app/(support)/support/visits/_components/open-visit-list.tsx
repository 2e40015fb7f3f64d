import Link from 'next/link';
import { EndVisitButton } from '@/app/(support)/support/_components/end-visit-button';
import { distinctNames } from '@/components/distinct-names';
import { RelativeTime } from '@/components/relative-time';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { MINUTE } from '@/lib/clock';
import type { OpenVisitView } from '@/lib/domain/support/list-open';

interface OpenVisitProps {
  visit: OpenVisitView;
  /** What tells it from the others of the list. */
  name: string | undefined;
  /** What tells the workspaces of the list apart, by id. */
  workspaces: ReadonlyMap<string, string>;
  now: number;
}

function OpenVisit({ visit, name, workspaces, now }: OpenVisitProps) {
  const { agent, subject, workspace, reason, ticket, startedAt, expiresAt, mode } = visit;
  const minutesLeft = Math.ceil((expiresAt.getTime() - now) / MINUTE);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3.5 sm:px-5">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{agent.name}</span>
          {agent.team && <span className="text-ink-muted">{agent.team}</span>}
          <Badge tone={mode === 'act' ? 'warning' : 'neutral'}>
            {mode === 'act' ? 'May act' : 'View only'}
          </Badge>
        </p>
        <p className="wrap-anywhere">
          In{' '}
          <Link
            href={`/support/workspaces/${workspace.id}`}
            prefetch={false}
            aria-label={workspaces.get(workspace.id)}
            className="text-accent-text underline underline-offset-4"
          >
            {workspace.name}
          </Link>{' '}
          <span>{`as ${subject}`}</span>
        </p>
        <p className="wrap-anywhere text-[0.8125rem] text-ink-muted">{`${reason} · ${ticket}`}</p>
        <p className="text-[0.8125rem] text-ink-muted tabular-nums">
          <RelativeTime date={startedAt} now={now} /> <span>{`· ${minutesLeft} min left`}</span>
        </p>
      </div>
      <EndVisitButton visitId={visit.id} label={`End the visit of ${name}`}>
        End
      </EndVisitButton>
    </li>
  );
}

/** The visits that go on, each with the way to end it. */
export function OpenVisitList({ visits, now }: { visits: OpenVisitView[]; now: number }) {
  if (visits.length === 0) {
    return <Card className="px-6 py-12 text-center text-ink-muted">Nobody is in a customer’s account.</Card>;
  }
  const names = distinctNames(
    visits.map(({ id, agent, workspace }) => ({ id, name: `${agent.name} to ${workspace.name}` })),
  );
  const workspaces = distinctNames(visits.map(({ workspace }) => workspace));
  return (
    <Card>
      <ul aria-label="Open visits" className="divide-y">
        {visits.map((visit) => (
          <OpenVisit
            key={visit.id}
            visit={visit}
            name={names.get(visit.id)}
            workspaces={workspaces}
            now={now}
          />
        ))}
      </ul>
    </Card>
  );
}
