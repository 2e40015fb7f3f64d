import Link from 'next/link';
import type { ReactNode } from 'react';
import { type AuditParams, auditHref } from '@/app/(portal)/settings/audit-log/search-params';
import { distinctNames } from '@/components/distinct-names';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import { Pager } from '@/components/pager';
import { Card } from '@/components/ui/card';
import type { AuditActor, AuditEventView } from '@/lib/domain/audit/event-view';
import type { AuditPage } from '@/lib/domain/audit/list';

const COLUMNS = [
  { name: 'When', width: 'w-[15%]' },
  { name: 'Who', width: 'w-[24%]' },
  { name: 'What', width: 'w-[46%]' },
  { name: 'From', width: 'w-[15%]' },
];

interface AuditListProps {
  page: AuditPage;
  params: AuditParams;
  isFiltered: boolean;
}

/** The log as a table, or as cards if there is little room. */
export function AuditList({ page: { events, nextCursor }, params, isFiltered }: AuditListProps) {
  const actors = events.flatMap(({ actor: { id, name } }) => (id ? [{ id, name }] : []));
  const names = distinctNames(actors);
  return (
    <section aria-label="Events" className="space-y-3">
      <Card className="@container">
        {events.length > 0 ? (
          <table className="block w-full @[48rem]:table @[48rem]:table-fixed">
            <caption className="sr-only">What happened, newest first</caption>
            <thead className="@max-[48rem]:sr-only">
              <tr className="border-b text-left text-ink-muted text-xs">
                {COLUMNS.map(({ name, width }) => (
                  <th
                    key={name}
                    scope="col"
                    className={`px-2 py-2.5 font-medium first:pl-4 last:pr-4 ${width}`}
                  >
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="block divide-y @[48rem]:table-row-group">
              {events.map((event, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: an event has no id.
                <EventRow key={index} event={event} names={names} params={params} />
              ))}
            </tbody>
          </table>
        ) : (
          <div className="space-y-1 px-6 py-14 text-center">
            <p className="font-medium">{isFiltered ? 'No matching events' : 'No changes yet'}</p>
            <p className="text-ink-muted">
              {isFiltered
                ? 'Choose more days, or clear the filter.'
                : 'Changes by members, keys and support will appear here.'}
            </p>
          </div>
        )}
      </Card>
      <Pager
        label="Pages"
        newest={params.cursor && auditHref({ ...params, cursor: null })}
        older={nextCursor && auditHref({ ...params, cursor: nextCursor })}
        className="min-h-9 justify-end"
      />
    </section>
  );
}

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

function EventRow({ event, names, params }: EventRowProps) {
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
          {target?.id.startsWith('key_') && (
            <FilterLink href={only({ target: target.id })} title="Show all events of this key">
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
      return 'API key';
    case 'support': {
      const support = team ? `Support, ${team}` : 'Support';
      return onBehalfOf ? `${support}, on behalf of ${onBehalfOf.name}` : support;
    }
  }
}
