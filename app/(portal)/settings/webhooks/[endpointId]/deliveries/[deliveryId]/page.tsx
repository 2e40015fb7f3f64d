import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { DeliveryResult } from '@/app/(portal)/settings/webhooks/_components/delivery-result';
import { AttemptSection } from '@/app/(portal)/settings/webhooks/[endpointId]/deliveries/[deliveryId]/_components/attempt-section';
import { DeliveryFacts } from '@/app/(portal)/settings/webhooks/[endpointId]/deliveries/[deliveryId]/_components/delivery-facts';
import { ReplayButton } from '@/app/(portal)/settings/webhooks/[endpointId]/deliveries/[deliveryId]/_components/replay-button';
import { loadEndpoint } from '@/app/(portal)/settings/webhooks/[endpointId]/load-endpoint';
import { eventChoices, eventName } from '@/app/(portal)/settings/webhooks/event-choices';
import { Breadcrumb } from '@/components/breadcrumb';
import { RefreshEvery } from '@/components/refresh-every';
import { Card } from '@/components/ui/card';
import { Spinner } from '@/components/ui/spinner';
import { requireActor } from '@/lib/auth/actor';
import { controlOf } from '@/lib/domain/permissions';
import { readWebhookDelivery } from '@/lib/domain/webhook-deliveries/read';
import { currentProfile } from '@/lib/profiles/current';

/** A first attempt takes moments, and somebody waits for its result. */
const REFRESH_MS = 1_000;

export const metadata: Metadata = { title: 'Delivery' };

interface DeliveryPageProps {
  params: Promise<{ endpointId: string; deliveryId: string }>;
}

export default async function DeliveryPage({ params }: DeliveryPageProps) {
  const actor = await requireActor();
  const { endpointId, deliveryId } = await params;
  const [endpoint, delivery] = await Promise.all([
    loadEndpoint(endpointId),
    readWebhookDelivery(actor, { endpointId, deliveryId }),
  ]);
  if (!endpoint.ok || !delivery.ok) notFound();

  const { url, environment } = endpoint.value;
  const { state, attempts, attemptLog } = delivery.value;
  const name = eventName(eventChoices(currentProfile()), delivery.value.event);
  const isPending = state === 'pending';
  const replay = controlOf(actor, 'webhook-deliveries/replay', environment);
  return (
    <div className="space-y-5">
      {isPending && <RefreshEvery intervalMs={REFRESH_MS} />}
      <div className="space-y-2">
        <Breadcrumb href={`/settings/webhooks/${endpointId}`} parent={new URL(url).host} current="Delivery" />
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="wrap-anywhere font-semibold text-xl leading-8 tracking-tight">{name}</h1>
            <span role="status">
              <DeliveryResult state={state} wasAttempted={attempts > 0} />
            </span>
          </div>
          <ReplayButton
            endpointId={endpointId}
            deliveryId={deliveryId}
            isPending={isPending}
            control={replay}
          />
        </div>
      </div>
      <DeliveryFacts delivery={delivery.value} url={url} />
      {attemptLog.length === 0 && (
        <Card className="flex items-center gap-2.5 px-4 py-4 text-ink-muted sm:px-5">
          <Spinner />
          <span>Waiting for the first attempt…</span>
        </Card>
      )}
      {attemptLog.map((attempt, index) => (
        <AttemptSection key={attempt.id} attempt={attempt} position={attempts - index} />
      ))}
    </div>
  );
}
