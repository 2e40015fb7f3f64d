import { EventRow } from '@/app/(portal)/settings/audit-log/_components/event-row';
import { type AuditParams, auditHref } from '@/app/(portal)/settings/audit-log/search-params';
import { CardTable } from '@/components/card-table';
import { distinctNames } from '@/components/distinct-names';
import { EmptyList } from '@/components/empty-list';
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
          <CardTable caption="What happened, newest first" columns={COLUMNS} from="48rem">
            {events.map((event, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an event has no id.
              <EventRow key={index} event={event} names={names} params={params} />
            ))}
          </CardTable>
        ) : (
          <EmptyList
            title={isFiltered ? 'No matching events' : 'No changes yet'}
            hint={
              isFiltered
                ? 'Choose more days, or clear the filter.'
                : say`Changes by members, keys and support will appear here.`
            }
          />
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
