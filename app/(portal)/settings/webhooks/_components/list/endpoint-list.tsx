import { EndpointRow } from '@/app/(portal)/settings/webhooks/_components/list/endpoint-row';
import type { EventChoice } from '@/app/(portal)/settings/webhooks/event-choices';
import { distinctNames } from '@/components/distinct-names';
import { Card } from '@/components/ui/card';
import { now } from '@/lib/clock';
import type { ListedEndpoint } from '@/lib/domain/webhook-endpoints/list';

const COLUMNS = [
  { name: 'Endpoint', width: 'w-[38%]' },
  { name: 'Environment', width: 'w-[12%]' },
  { name: 'Events', width: 'w-[14%]' },
  { name: 'Last delivery', width: 'w-[16%]' },
  { name: 'Status', width: 'w-[20%]' },
];

interface EndpointListProps {
  endpoints: readonly ListedEndpoint[];
  events: readonly EventChoice[];
}

/** The endpoints as a table, or as cards if there is little room. */
export function EndpointList({ endpoints, events }: EndpointListProps) {
  const renderedAt = now().getTime();
  const names = distinctNames(endpoints.map(({ id, url }) => ({ id, name: url })));
  return (
    <Card className="@container">
      <table className="block w-full @[48rem]:table @[48rem]:table-fixed">
        <caption className="sr-only">Endpoints, newest first</caption>
        <thead className="@max-[48rem]:sr-only">
          <tr className="border-b text-left text-ink-muted text-xs">
            {COLUMNS.map(({ name, width }) => (
              <th key={name} scope="col" className={`px-2 py-2.5 font-medium first:pl-4 last:pr-4 ${width}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block divide-y @[48rem]:table-row-group">
          {endpoints.map((endpoint) => (
            <EndpointRow
              key={endpoint.id}
              endpoint={endpoint}
              name={names.get(endpoint.id) ?? endpoint.url}
              events={events}
              now={renderedAt}
            />
          ))}
        </tbody>
      </table>
    </Card>
  );
}
