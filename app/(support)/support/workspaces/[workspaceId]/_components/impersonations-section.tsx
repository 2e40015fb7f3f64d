import { describeEndReason } from '@/app/(support)/support/workspaces/[workspaceId]/_components/describe-end-reason';
import { countActivity } from '@/components/count-activity';
import { describeRequests } from '@/components/describe-requests';
import { LocalDate } from '@/components/local-date';
import { RelativeTime } from '@/components/relative-time';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import type { ImpersonationView } from '@/lib/domain/impersonation/view';

function Impersonation({ impersonation, now }: { impersonation: ImpersonationView; now: number }) {
  const { agent, subject, reason, ticket, startedAt, end } = impersonation;
  return (
    <li className="space-y-1 px-4 py-3 sm:px-5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{agent.name}</span>
        {agent.team && <span className="text-ink-muted">{agent.team}</span>}
        <span className="text-ink-muted">{`as ${subject.name}`}</span>
        {!end && <Badge tone="accent">Open</Badge>}
        <span className="ml-auto text-ink-muted text-xs">
          <RelativeTime date={startedAt} now={now} />
        </span>
      </div>
      <p className="wrap-anywhere text-[0.8125rem]">
        <span>{reason}</span> <span className="text-ink-muted">{`· ${ticket}`}</span>
      </p>
      <p className="text-ink-muted text-xs">
        <span>{[countActivity(impersonation), ...describeRequests(impersonation)].join(' · ')}</span>
        {end && (
          <span>
            {' · ended '}
            <LocalDate date={end.at} withTime />: <span>{describeEndReason(end)}</span>
          </span>
        )}
      </p>
    </li>
  );
}

/** The workspace's latest support sessions. */
export function ImpersonationsSection({
  impersonations,
  now,
}: {
  impersonations: ImpersonationView[];
  now: number;
}) {
  return (
    <Section title="Support sessions" lead="Latest sessions. The customer can see all of them.">
      {impersonations.length === 0 ? (
        <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">No support sessions yet.</p>
      ) : (
        <ol aria-label="Support sessions" className="mt-3 divide-y border-t">
          {impersonations.map((impersonation) => (
            <Impersonation key={impersonation.id} impersonation={impersonation} now={now} />
          ))}
        </ol>
      )}
    </Section>
  );
}
