import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import type { SearchParams } from 'nuqs/server';
import { EndpointStatusBadge } from '@/app/(portal)/settings/webhooks/_components/endpoint-status-badge';
import { DeliveriesSection } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/deliveries/deliveries-section';
import { EndpointEditor } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/editor/endpoint-editor';
import { SecretSection } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/secret/secret-section';
import { SettingsSection } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/settings/settings-section';
import { StateNotice } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/state/state-notice';
import { StateSection } from '@/app/(portal)/settings/webhooks/[endpointId]/_components/state/state-section';
import { endpointControls } from '@/app/(portal)/settings/webhooks/[endpointId]/endpoint-controls';
import { loadEndpoint } from '@/app/(portal)/settings/webhooks/[endpointId]/load-endpoint';
import {
  endpointHref,
  loadDeliveryParams,
} from '@/app/(portal)/settings/webhooks/[endpointId]/search-params';
import { TEST_EVENT } from '@/app/(portal)/settings/webhooks/event-choices';
import { webhookSettings } from '@/app/(portal)/settings/webhooks/load-settings';
import { Breadcrumb } from '@/components/breadcrumb';
import { EnvironmentBadge } from '@/components/environment-badge';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { HOUR } from '@/lib/clock';
import { listWebhookDeliveries } from '@/lib/domain/webhook-deliveries/list';
import { currentProfile } from '@/lib/profiles/current';
import { webhooksPage } from '@/lib/profiles/words';

interface EndpointPageProps {
  params: Promise<{ endpointId: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: EndpointPageProps): Promise<Metadata> {
  const endpoint = await loadEndpoint((await params).endpointId);
  return { title: endpoint.ok ? new URL(endpoint.value.url).host : 'Webhook not found' };
}

export default async function EndpointPage({ params, searchParams }: EndpointPageProps) {
  const actor = await requireActor();
  const { endpointId } = await params;
  const loaded = await loadEndpoint(endpointId);
  if (!loaded.ok) notFound();
  const endpoint = loaded.value;
  const { events, ...settings } = webhookSettings(actor);
  const listed = [...events, TEST_EVENT];
  const query = await loadDeliveryParams(searchParams);
  const page = await listWebhookDeliveries(actor, {
    endpointId,
    state: query.state,
    events: query.event === null ? undefined : listed.find(({ name }) => name === query.event)?.types,
    from: query.from,
    to: query.to,
    cursor: query.cursor,
  });
  // Only an invalid URL is refused.
  if (!page.ok) redirect(endpointHref(endpointId));

  const { words, webhooks } = currentProfile();
  const controls = endpointControls(actor, endpoint);
  const change = controls('webhook-endpoints/change');
  return (
    <EndpointEditor
      {...settings}
      events={events}
      endpoint={endpoint}
      overlapHours={webhooks.secret.overlapMs / HOUR}
    >
      <div className="space-y-5">
        <div className="space-y-2">
          <Breadcrumb
            href="/settings/webhooks"
            parent={webhooksPage(words)}
            current={endpoint.description || new URL(endpoint.url).host}
          />
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h1 className="wrap-anywhere min-w-0 font-semibold text-xl leading-8 tracking-tight">
              {endpoint.url}
            </h1>
            <EnvironmentBadge environment={endpoint.environment} />
            <EndpointStatusBadge status={endpoint.status} />
          </div>
        </div>
        {!change.shown && <Alert>{change.disabledReason}</Alert>}
        <StateNotice endpoint={endpoint} />
        <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_19rem] xl:grid-rows-[auto_1fr]">
          <SettingsSection endpoint={endpoint} events={events} controls={controls} />
          <div className="space-y-5 xl:row-span-2">
            <SecretSection endpoint={endpoint} isReadable={settings.isReadable} controls={controls} />
            {change.shown && <StateSection endpoint={endpoint} controls={controls} />}
          </div>
          <DeliveriesSection
            endpoint={endpoint}
            page={page.value}
            params={query}
            events={listed}
            controls={controls}
          />
        </div>
      </div>
    </EndpointEditor>
  );
}
