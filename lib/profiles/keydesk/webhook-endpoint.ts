import { z } from 'zod';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { webhooks } from '@/lib/profiles/keydesk/webhooks';
import type { WireRequest } from '@/lib/profiles/profile';

const timeOrNull = z.iso.datetime().nullable();

/** The events of an endpoint in a request or response. */
export const endpointEvents = z
  .union([z.literal('all'), z.array(z.enum(webhooks.events.map(({ name }) => name)))])
  .describe('The names of events, or `all`, which includes events that are added later.');

/** An endpoint in a response. */
export const endpointResource = z.strictObject({
  id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.union([z.literal('all'), z.array(z.string())]),
  status: z
    .enum(['active', 'failing', 'paused', 'failed', 'gone'])
    .describe(
      '`failing`: the last attempt failed, and more will follow. No deliveries are sent while it is `paused`, by request, `failed`, after long failure, or `gone`, after it responded with 410.',
    ),
  paused_at: timeOrNull,
  failing_since: timeOrNull.describe('The first failure after the last success.'),
  secret_version: z
    .string()
    .describe('Identifies the signing secret. A rotation names the one that it replaces.'),
  old_secret_ends_at: timeOrNull.describe('Until then, the old secret of a rotation signs, too.'),
  created_at: z.iso.datetime(),
  created_by: z.string().nullable().describe('The name of the member; null if an API key created it.'),
});

/** A response that contains the secret. */
export const endpointWithSecret = endpointResource.extend({
  secret: z.string().describe('Verifies signatures. Store it now: it is not shown again.'),
});

/** An endpoint as the API shows it. */
export function toEndpointResource(endpoint: WebhookEndpointView): z.infer<typeof endpointResource> {
  return {
    id: endpoint.id,
    url: endpoint.url,
    description: endpoint.description,
    events: endpoint.events,
    status: endpoint.status,
    paused_at: endpoint.pausedAt?.toISOString() ?? null,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    secret_version: endpoint.secretVersion,
    old_secret_ends_at: endpoint.oldSecretEndsAt?.toISOString() ?? null,
    created_at: endpoint.createdAt.toISOString(),
    created_by: endpoint.createdBy,
  };
}

/** The id of an endpoint in a path. */
export const endpointParams = z.strictObject({ id: z.string().describe('The id of the endpoint.') });

/** The input of the verbs that need nothing but the id of an endpoint. */
export function readEndpointId({ params }: WireRequest<z.infer<typeof endpointParams>>) {
  return { endpointId: params.id };
}

/** For the documentation. */
export const exampleEndpoint = {
  id: 'whe_2mXc8VbQ4nRk7LpW1sTyZd',
  url: 'https://example.com/webhooks',
  description: 'Orders',
  events: ['message.delivered', 'message.undelivered'],
  status: 'active',
  paused_at: null,
  failing_since: null,
  secret_version: 'v-NA2KN6iYwDPM0qMLAqti',
  old_secret_ends_at: null,
  created_at: '2026-11-26T10:15:00.000Z',
  created_by: 'Ada Lovelace',
} satisfies z.infer<typeof endpointResource>;
