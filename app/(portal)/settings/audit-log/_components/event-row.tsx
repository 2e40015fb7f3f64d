import Link from 'next/link';
import type { ReactNode } from 'react';
import { type AuditParams, auditHref } from '@/app/(portal)/settings/audit-log/search-params';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import type { AuditActor, AuditEventView } from '@/lib/domain/audit/event-view';
import { say } from '@/lib/say';

function Cell({ className = '', children }: { className?: string; children: ReactNode }) {
  return (
    <td className={`wrap-anywhere min-w-0 @[48rem]:px-2 @[48rem]:py-2.5 @[48rem]:align-top ${className}`}>
      {children}
    </td>
  );
}

interface FilterLinkProps {
  href: string;
  title: string;
  /** The accessible name, if the text alone is not unique. */
  name?: string | undefined;
  children: ReactNode;
}

function FilterLink({ href, title, name, children }: FilterLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      title={title}
      aria-label={name}
      className="relative underline-offset-4 hover:underline"
    >
      {children}
      <LinkProgress />
    </Link>
  );
}

interface EventRowProps {
  event: AuditEventView;
  /** Unique names of the actors on the page, by id. */
  names: ReadonlyMap<string, string>;
  params: AuditParams;
}

/** One event of the log. */
export function EventRow({ event, names, params }: EventRowProps) {
  const { actor, target, impersonationId } = event;
  const who = actor.kind === 'keydesk' ? 'keydesk' : actor.id;
  const only = (changes: Partial<AuditParams>) => auditHref({ ...params, ...changes, cursor: null });
  return (
    <tr className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-1 px-4 py-3 @[48rem]:table-row">
      <Cell className="text-ink-muted text-xs @max-[48rem]:order-2 @[48rem]:pl-4 @[48rem]:text-[0.8125rem]">
        <LocalDate date={event.at} withTime />
      </Cell>
      <Cell>
        {who ? (
          <FilterLink href={only({ who })} title={`Show only ${actor.name}`} name={names.get(who)}>
            <span className="font-medium">{actor.name}</span>
          </FilterLink>
        ) : (
          <span className="font-medium">{actor.name}</span>
        )}
        <span className="block text-ink-muted text-xs">{describeActor(actor)}</span>
      </Cell>
      <Cell className="@max-[48rem]:order-3 @max-[48rem]:col-span-2">
        <span className="block first-letter:uppercase">{event.sentence}</span>
        <span className="flex flex-wrap gap-x-3 text-ink-muted text-xs">
          {target && /^(key|whe)_/.test(target.id) && (
            <FilterLink
              href={only({ target: target.id })}
              title={
                target.id.startsWith('key_')
                  ? say`Show all events of this key`
                  : 'Show all events of this endpoint'
              }
            >
              <span className="font-mono text-[0.6875rem]">{target.id}</span>
            </FilterLink>
          )}
          {impersonationId && (
            <Link
              href={`/settings/support-access/${impersonationId}`}
              prefetch={false}
              aria-label={`Support session ${impersonationId}`}
              className="underline-offset-4 hover:underline"
            >
              Support session
            </Link>
          )}
        </span>
      </Cell>
      <Cell className="text-ink-muted @max-[48rem]:order-4 @max-[48rem]:col-span-2 @[48rem]:pr-4">
        <span className="font-mono text-xs">{event.address}</span>
      </Cell>
    </tr>
  );
}

/** The kind of actor, if the name does not tell it. */
function describeActor({ kind, team, onBehalfOf }: AuditActor): string | undefined {
  switch (kind) {
    case 'member':
    case 'keydesk':
      return undefined;
    case 'apiKey':
      return say`API key`;
    case 'support': {
      const support = team ? `Support, ${team}` : 'Support';
      return onBehalfOf ? `${support}, on behalf of ${onBehalfOf.name}` : support;
    }
  }
}
