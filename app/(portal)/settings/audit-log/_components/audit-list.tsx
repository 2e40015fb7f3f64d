import { EventRow } from '@/app/(portal)/settings/audit-log/_components/event-row';
import { type AuditParams, auditHref } from '@/app/(portal)/settings/audit-log/search-params';
import { distinctNames } from '@/components/distinct-names';
import { Pager } from '@/components/pager';
import { Card } from '@/components/ui/card';
import type { AuditPage } from '@/lib/domain/audit/list';
import { say } from '@/lib/say';

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
                : say`Changes by members, keys and support will appear here.`}
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
