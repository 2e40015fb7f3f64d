import Link from 'next/link';
import { EndImpersonationButton } from '@/app/(portal)/_components/end-impersonation-button';
import { OpenRequest } from '@/app/(portal)/settings/support-access/_components/open-request';
import { TimeLeft } from '@/app/(portal)/settings/support-access/_components/time-left';
import { Section } from '@/components/section';
import { Badge } from '@/components/ui/badge';
import { nameAgent } from '@/lib/domain/agent-name';
import type { RequestKind } from '@/lib/domain/impersonation/active-sessions';
import type { ImpersonationView, SupportRequest } from '@/lib/domain/impersonation/view';
import type { Control } from '@/lib/domain/permissions';

/** The requests that wait for an answer. An agent who can make changes already waits for none to make them. */
function openRequests({ mode, actRequest, extensionRequest }: ImpersonationView) {
  const ofKind = (kind: RequestKind, request: SupportRequest | null) =>
    request && !request.answer ? [{ kind, ...request }] : [];
  return [...(mode === 'view' ? ofKind('act', actRequest) : []), ...ofKind('extension', extensionRequest)];
}

interface OpenImpersonationsProps {
  impersonations: ImpersonationView[];
  /** Tells the support sessions on the page apart, by id. */
  names: ReadonlyMap<string, string>;
  answer: Control;
  end: Control;
  now: number;
}

/** The open support sessions, with their requests and buttons to end them. */
export function OpenImpersonations({ impersonations, names, answer, end, now }: OpenImpersonationsProps) {
  return (
    <Section title="Open support sessions">
      {impersonations.length === 0 ? (
        <p className="px-4 pt-2 pb-4 text-ink-muted sm:px-5">No open support sessions.</p>
      ) : (
        <ul className="mt-3 divide-y border-t">
          {impersonations.map((impersonation) => (
            <li key={impersonation.id} className="space-y-3 px-4 py-3.5 sm:px-5">
              <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
                <div className="wrap-anywhere min-w-0 flex-1 basis-64 space-y-0.5">
                  <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                    <Link
                      prefetch={false}
                      href={`/settings/support-access/${impersonation.id}`}
                      aria-label={names.get(impersonation.id)}
                      className="font-medium underline-offset-4 hover:underline"
                    >
                      {nameAgent(impersonation.agent)}
                    </Link>
                    {impersonation.mode === 'act' ? (
                      <Badge tone="warning">Can make changes</Badge>
                    ) : (
                      <Badge tone="accent">View only</Badge>
                    )}
                    <span className="text-[0.8125rem] text-ink-muted tabular-nums">
                      <TimeLeft until={impersonation.expiresAt} now={now} />
                    </span>
                  </p>
                  <p>{impersonation.reason}</p>
                  <p className="text-[0.8125rem] text-ink-muted">
                    {`Ticket ${impersonation.ticket} · viewing as ${impersonation.subject.name}`}
                  </p>
                </div>
                {end.shown && (
                  <EndImpersonationButton
                    impersonationId={impersonation.id}
                    agent={impersonation.agent.name}
                    aria-label={`End now: ${names.get(impersonation.id)}`}
                    variant="danger"
                    disabledReason={end.disabledReason}
                  />
                )}
              </div>
              {openRequests(impersonation).map(({ kind, askedAt, reason }) => (
                <OpenRequest
                  key={`${kind} ${askedAt.getTime()}`}
                  impersonationId={impersonation.id}
                  kind={kind}
                  agent={impersonation.agent.name}
                  name={names.get(impersonation.id) ?? impersonation.agent.name}
                  askedAt={askedAt}
                  reason={reason}
                  control={answer}
                />
              ))}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
