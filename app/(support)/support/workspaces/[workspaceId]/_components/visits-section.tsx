import { describeEnding } from '@/app/(support)/support/workspaces/[workspaceId]/_components/describe-ending';
import { LocalDate } from '@/components/local-date';
import { RelativeTime } from '@/components/relative-time';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { VisitView } from '@/lib/domain/support/visit-view';

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function Visit({ visit, now }: { visit: VisitView; now: number }) {
  const { agent, subject, reason, ticket, startedAt, ending, pages, changes } = visit;
  return (
    <li className="space-y-1 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{agent.name}</span>
        {agent.team && <span className="text-ink-muted">{agent.team}</span>}
        <span className="text-ink-muted">{`as ${subject.name}`}</span>
        {!ending && <Badge tone="accent">In there now</Badge>}
        <span className="ml-auto text-ink-muted text-xs">
          <RelativeTime date={startedAt} now={now} />
        </span>
      </div>
      <p className="wrap-anywhere text-[0.8125rem]">
        <span>{reason}</span> <span className="text-ink-muted">{`· ${ticket}`}</span>
      </p>
      <p className="text-ink-muted text-xs">
        <span>{`${counted(pages, 'page')}, ${counted(changes, 'change')}`}</span>
        {ending && (
          <span>
            {' · ended '}
            <LocalDate date={ending.at} withTime />: <span>{describeEnding(ending)}</span>
          </span>
        )}
      </p>
    </li>
  );
}

/** Who of support has been here, and why. */
export function VisitsSection({ visits, now }: { visits: VisitView[]; now: number }) {
  return (
    <Section title="Support visits" lead="The latest. The customer sees all of them.">
      {visits.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">Nobody of support has been here.</p>
      ) : (
        <ol aria-label="Support visits" className="mt-3 divide-y border-t">
          {visits.map((visit) => (
            <Visit key={visit.id} visit={visit} now={now} />
          ))}
        </ol>
      )}
    </Section>
  );
}
