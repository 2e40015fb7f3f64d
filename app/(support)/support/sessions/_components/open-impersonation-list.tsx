import Link from 'next/link';
import { EndImpersonationButton } from '@/app/(support)/support/_components/end-impersonation-button';
import { distinctNames } from '@/components/distinct-names';
import { RelativeTime } from '@/components/relative-time';
import { REQUEST_TEXT } from '@/components/request-text';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { MINUTE } from '@/lib/clock';
import type { OpenImpersonationView } from '@/lib/domain/impersonation/list-open';

interface OpenImpersonationProps {
  impersonation: OpenImpersonationView;
  /** Tells it apart from the others in the list. */
  name: string | undefined;
  /** Tells the workspaces in the list apart, by id. */
  workspaces: ReadonlyMap<string, string>;
  now: number;
}

function OpenImpersonation({ impersonation, name, workspaces, now }: OpenImpersonationProps) {
  const { agent, subject, workspace, reason, ticket, startedAt, expiresAt, mode, asksToAct, asksToExtend } =
    impersonation;
  const requests = [asksToAct && REQUEST_TEXT.act, asksToExtend && REQUEST_TEXT.extension];
  const minutesLeft = Math.ceil((expiresAt.getTime() - now) / MINUTE);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3.5 sm:px-5">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{agent.name}</span>
          {agent.team && <span className="text-ink-muted">{agent.team}</span>}
          <Badge tone={mode === 'act' ? 'warning' : 'neutral'}>
            {mode === 'act' ? 'Can make changes' : 'View only'}
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
          <RelativeTime date={startedAt} now={now} />{' '}
          <span>{[`· ${minutesLeft} min left`, ...requests].filter(Boolean).join(' · ')}</span>
        </p>
      </div>
      <EndImpersonationButton impersonationId={impersonation.id} label={`End the support session of ${name}`}>
        End
      </EndImpersonationButton>
    </li>
  );
}

/** The open support sessions, each with a button to end it. */
export function OpenImpersonationList({
  impersonations,
  now,
}: {
  impersonations: OpenImpersonationView[];
  now: number;
}) {
  if (impersonations.length === 0) {
    return <Card className="px-6 py-12 text-center text-ink-muted">No open support sessions.</Card>;
  }
  const names = distinctNames(
    impersonations.map(({ id, agent, workspace }) => ({ id, name: `${agent.name} in ${workspace.name}` })),
  );
  const workspaces = distinctNames(impersonations.map(({ workspace }) => workspace));
  return (
    <Card>
      <ul aria-label="Open support sessions" className="divide-y">
        {impersonations.map((impersonation) => (
          <OpenImpersonation
            key={impersonation.id}
            impersonation={impersonation}
            name={names.get(impersonation.id)}
            workspaces={workspaces}
            now={now}
          />
        ))}
      </ul>
    </Card>
  );
}
