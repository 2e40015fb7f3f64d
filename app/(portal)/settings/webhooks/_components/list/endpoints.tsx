import { CallbackSection } from '@/app/(portal)/settings/webhooks/_components/callbacks/callback-section';
import { CreateEndpoint } from '@/app/(portal)/settings/webhooks/_components/create/create-endpoint';
import { EmptyState } from '@/app/(portal)/settings/webhooks/_components/list/empty-state';
import { EndpointList } from '@/app/(portal)/settings/webhooks/_components/list/endpoint-list';
import { EndpointsHeader } from '@/app/(portal)/settings/webhooks/_components/list/endpoints-header';
import { webhookSettings } from '@/app/(portal)/settings/webhooks/load-settings';
import { Alert } from '@/components/ui/alert';
import type { WorkspaceActor } from '@/lib/domain/actor';
import { readCallbackSecret } from '@/lib/domain/callback-secrets/read';
import { controlOf } from '@/lib/domain/permissions';
import { listWebhookEndpoints } from '@/lib/domain/webhook-endpoints/list';
import { takesCallbackUrls } from '@/lib/profiles/callback-urls';
import { currentProfile } from '@/lib/profiles/current';

/** The webhook endpoints of a workspace, with their heading: a page of its own, or a part of another one. */
export async function Endpoints({ actor, heading }: { actor: WorkspaceActor; heading: 'h1' | 'h2' }) {
  const endpoints = await listWebhookEndpoints(actor, {});
  if (!endpoints.ok) return <Alert tone="danger">{endpoints.refusal.message}</Alert>;

  const callbackSecret = takesCallbackUrls(currentProfile()) ? await readCallbackSecret(actor) : null;
  const settings = webhookSettings(actor);
  const create = controlOf(actor, 'webhook-endpoints/create', 'sandbox');
  return (
    <div className="space-y-5">
      <EndpointsHeader heading={heading} title={currentProfile().words.webhooks} readOnly={!create.shown}>
        {create.shown && <CreateEndpoint {...settings} disabledReason={create.disabledReason} />}
      </EndpointsHeader>
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
