import { RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { DeliveryFilters } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/deliveries/delivery-filters';
import { DeliveryList } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/deliveries/delivery-list';
import { SendTestButton } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/deliveries/send-test-button';
import { EditButton } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/edit-button';
import type { EndpointControls } from '@/app/(portal)/settings/webhooks/[endpointId]/endpoint-controls';
import {
  type DeliveryParams,
  endpointHref,
} from '@/app/(portal)/settings/webhooks/[endpointId]/search-params';
import type { EventChoice } from '@/app/(portal)/settings/webhooks/event-choices';
import { Pager } from '@/components/pager';
import { RefreshEvery } from '@/components/refresh-every';
import { Section } from '@/components/section';
import { buttonClass } from '@/components/ui/button';
import type { DeliveryPage } from '@/lib/domain/webhook-deliveries/list';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';

/** What is pending changes by itself. */
const REFRESH_MS = 5_000;

interface DeliveriesSectionProps {
  endpoint: WebhookEndpointView;
  page: DeliveryPage;
  params: DeliveryParams;
  /** The events of the filter. */
  events: readonly EventChoice[];
  controls: EndpointControls;
}

/** The log of deliveries to the endpoint. */
export function DeliveriesSection({ endpoint, page, params, events, controls }: DeliveriesSectionProps) {
  const { id } = endpoint;
  const { deliveries, nextCursor } = page;
  const isFiltered = endpointHref(id, { ...params, cursor: null }) !== endpointHref(id);
  const isPending = !endpoint.pausedAt && deliveries.some(({ state }) => state === 'pending');
  return (
    <Section
      title="Deliveries"
      lead="Last 30 days, newest first"
      action={
        <span className="flex flex-wrap gap-2">
          <EditButton
            opens="replayFailed"
            control={controls('webhook-deliveries/replay-failed')}
            size="small"
          >
            <RefreshCw aria-hidden />
            Replay failed
          </EditButton>
          <SendTestButton endpointId={id} control={controls('webhook-deliveries/send-test')} />
        </span>
      }
    >
      {isPending && <RefreshEvery intervalMs={REFRESH_MS} />}
      {(isFiltered || deliveries.length > 0) && (
        <DeliveryFilters
          path={endpointHref(id)}
          values={{
            state: params.state ?? '',
            event: params.event ?? '',
            from: params.from ?? '',
            to: params.to ?? '',
          }}
          events={events.map(({ name }) => name)}
        />
      )}
      {deliveries.length > 0 ? (
        <DeliveryList endpointId={id} deliveries={deliveries} events={events} />
      ) : (
        <Empty isFiltered={isFiltered} clearHref={endpointHref(id)} />
      )}
      {(params.cursor !== null || nextCursor) && (
        <Pager
          label="Deliveries"
          newest={params.cursor && endpointHref(id, { ...params, cursor: null })}
          older={nextCursor && endpointHref(id, { ...params, cursor: nextCursor })}
          inPlace
          className="justify-end border-t px-4 py-2.5 sm:px-5"
        />
      )}
    </Section>
  );
}

function Empty({ isFiltered, clearHref }: { isFiltered: boolean; clearHref: string }) {
  if (!isFiltered) {
    return (
      <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">
        No deliveries yet. Send a test event to see whether your server receives it.
      </p>
    );
  }
  return (
    <p className="px-4 pt-4 pb-5 text-ink-muted sm:px-5">
      <span>No matching deliveries.</span>{' '}
      <Link
        prefetch={false}
        href={clearHref}
        scroll={false}
        className={buttonClass({ variant: 'link', size: 'inline' })}
      >
        Clear the filter
      </Link>
    </p>
  );
}
