import Link from 'next/link';
import { DeliveryResult } from '@/app/(portal)/settings/webhooks/_components/delivery-result';
import { EndpointStatusBadge } from '@/app/(portal)/settings/webhooks/_components/endpoint-status-badge';
import { type EventChoice, eventNames } from '@/app/(portal)/settings/webhooks/event-choices';
import { CaptionedCell } from '@/components/captioned-cell';
import { EnvironmentBadge } from '@/components/environment-badge';
import { LinkProgress } from '@/components/link-progress';
import { RelativeTime } from '@/components/relative-time';
import type { ListedEndpoint } from '@/lib/domain/webhook-endpoints/list';

/** The names of the chosen events, or their number; null: all. */
function describeEvents(chosen: string[] | null): string {
  if (chosen === null) return 'All events';
  const [first, ...more] = chosen;
  if (first === undefined) return 'No events';
  return more.length === 0 ? first : `${chosen.length} events`;
}

interface EndpointRowProps {
  endpoint: ListedEndpoint;
  /** The URL, with the id if other endpoints have the same URL. */
  name: string;
  events: readonly EventChoice[];
  now: number;
}

/** One endpoint. */
export function EndpointRow({ endpoint, name, events, now }: EndpointRowProps) {
  const { id, url, slot, description, environment, status, lastDelivery } = endpoint;
  const chosen = endpoint.events === 'all' ? null : eventNames(events, endpoint.events);
  const note = [slot, description].filter(Boolean).join(' · ');
  return (
    <tr className="grid grid-cols-2 gap-x-4 gap-y-3 p-4 @[48rem]:table-row">
      <th
        scope="row"
        className="wrap-anywhere col-span-2 min-w-0 text-left font-medium @[48rem]:py-3 @[48rem]:pr-2 @[48rem]:pl-4 @[48rem]:align-top"
      >
        <Link
          prefetch={false}
          href={`/settings/webhooks/${id}`}
          aria-label={name}
          className="relative underline-offset-4 hover:underline"
        >
          <span>{url}</span>
          <LinkProgress />
        </Link>
        {note && <span className="block font-normal text-[0.8125rem] text-ink-muted">{note}</span>}
      </th>
      <CaptionedCell from="48rem" caption="Environment">
        <EnvironmentBadge environment={environment} />
      </CaptionedCell>
      <CaptionedCell from="48rem" caption="Events">
        <span title={chosen?.join(', ')}>{describeEvents(chosen)}</span>
      </CaptionedCell>
      <CaptionedCell from="48rem" caption="Last delivery">
        {lastDelivery ? (
          <>
            <DeliveryResult state={lastDelivery.state} wasAttempted />
            <span className="block text-ink-muted text-xs">
              <RelativeTime date={lastDelivery.createdAt} now={now} />
            </span>
          </>
        ) : (
          <span className="text-ink-muted">None yet</span>
        )}
      </CaptionedCell>
      <CaptionedCell from="48rem" caption="Status" className="@[48rem]:pr-4">
        <EndpointStatusBadge status={status} />
      </CaptionedCell>
    </tr>
  );
}
