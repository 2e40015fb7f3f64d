import Link from 'next/link';
import { DeliveryResult } from '@/app/(portal)/settings/webhooks/_components/delivery-result';
import { describeOutcome } from '@/app/(portal)/settings/webhooks/[endpointId]/describe-outcome';
import { deliveryHref } from '@/app/(portal)/settings/webhooks/[endpointId]/search-params';
import { type EventChoice, eventName } from '@/app/(portal)/settings/webhooks/event-choices';
import { LinkProgress } from '@/components/link-progress';
import { LocalDate } from '@/components/local-date';
import type { DeliveryView } from '@/lib/domain/webhook-deliveries/view';

interface DeliveryListProps {
  endpointId: string;
  deliveries: readonly DeliveryView[];
  events: readonly EventChoice[];
}

/** The deliveries, each with a link to its attempts. */
export function DeliveryList({ endpointId, deliveries, events }: DeliveryListProps) {
  return (
    <ol className="mt-4 divide-y border-t">
      {deliveries.map((delivery) => {
        const name = eventName(events, delivery.event);
        return (
          <li
            key={delivery.id}
            className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 hover:bg-hover sm:grid-cols-[minmax(0,10.5rem)_5.5rem_minmax(0,1fr)_auto] sm:px-5"
          >
            <Link
              prefetch={false}
              href={deliveryHref(endpointId, delivery.id)}
              aria-label={`${name}, ${delivery.id}`}
              className="min-w-0 truncate font-mono text-[0.8125rem] after:absolute after:inset-0"
            >
              <span>{name}</span>
              <LinkProgress />
            </Link>
            <span className="max-sm:justify-self-end">
              <DeliveryResult state={delivery.state} wasAttempted={delivery.attempts > 0} />
            </span>
            <span className="min-w-0 truncate text-[0.8125rem] text-ink-muted tabular-nums">
              {describeOutcome(delivery)}
            </span>
            <span className="justify-self-end whitespace-nowrap text-ink-muted text-xs">
              <LocalDate date={delivery.createdAt} withTime />
            </span>
          </li>
        );
      })}
    </ol>
  );
}
