import type { Metadata } from 'next';
import { CallbackSection } from '@/app/(portal)/settings/webhooks/_components/callbacks/callback-section';
import { CreateEndpoint } from '@/app/(portal)/settings/webhooks/_components/create/create-endpoint';
import { EmptyState } from '@/app/(portal)/settings/webhooks/_components/list/empty-state';
import { EndpointList } from '@/app/(portal)/settings/webhooks/_components/list/endpoint-list';
import { PageHeader } from '@/app/(portal)/settings/webhooks/_components/list/page-header';
import { webhookSettings } from '@/app/(portal)/settings/webhooks/load-settings';
import { Alert } from '@/components/ui/alert';
import { requireActor } from '@/lib/auth/actor';
import { readCallbackSecret } from '@/lib/domain/callback-secrets/read';
import { controlOf } from '@/lib/domain/permissions';
import { listWebhookEndpoints } from '@/lib/domain/webhook-endpoints/list';
import { takesCallbackUrls } from '@/lib/profiles/callback-urls';
import { currentProfile } from '@/lib/profiles/current';

export function generateMetadata(): Metadata {
  return { title: currentProfile().words.webhooks };
}

export default async function WebhooksPage() {
  const actor = await requireActor();
  const endpoints = await listWebhookEndpoints(actor, {});
  if (!endpoints.ok) return <Alert tone="danger">{endpoints.refusal.message}</Alert>;

  const callbackSecret = takesCallbackUrls(currentProfile()) ? await readCallbackSecret(actor) : null;
  const settings = webhookSettings(actor);
  const create = controlOf(actor, 'webhook-endpoints/create', 'sandbox');
  return (
    <div className="space-y-5">
      <PageHeader title={currentProfile().words.webhooks} readOnly={!create.shown}>
        {create.shown && <CreateEndpoint {...settings} disabledReason={create.disabledReason} />}
      </PageHeader>
      {endpoints.value.length === 0 ? (
        <EmptyState mayCreate={create.shown} events={settings.events} />
      ) : (
        <section aria-label="Endpoints">
          <EndpointList endpoints={endpoints.value} events={settings.events} />
        </section>
      )}
      {callbackSecret?.ok && (
        <CallbackSection
          version={callbackSecret.value.version}
          reveal={controlOf(actor, 'callback-secrets/reveal')}
          rotate={controlOf(actor, 'callback-secrets/rotate')}
        />
      )}
    </div>
  );
}
