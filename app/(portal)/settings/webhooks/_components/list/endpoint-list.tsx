import { EndpointRow } from '@/app/(portal)/settings/webhooks/_components/list/endpoint-row';
import type { EventChoice } from '@/app/(portal)/settings/webhooks/event-choices';
import { CardTable } from '@/components/card-table';
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
      <CardTable caption="Endpoints, newest first" columns={COLUMNS} from="48rem">
        {endpoints.map((endpoint) => (
          <EndpointRow
            key={endpoint.id}
            endpoint={endpoint}
            name={names.get(endpoint.id) ?? endpoint.url}
            events={events}
            now={renderedAt}
          />
        ))}
      </CardTable>
    </Card>
  );
}
