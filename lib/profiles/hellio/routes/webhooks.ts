import { z } from 'zod';
import type { EndpointEvents } from '@/lib/domain/webhook-endpoints/schema';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { toTime } from '@/lib/profiles/hellio/time';
import { webhooks } from '@/lib/profiles/hellio/webhooks';
import { route } from '@/lib/profiles/route';

const GROUP = 'Webhooks';
const ALL = '*';

const endpointFields = {
  id: z.string(),
  url: z.string(),
  events: z.array(z.string()).describe('`*`: all, also those that are added later.'),
  status: z.string().describe('`active`, `failing`, `paused`, `failed` or `gone`.'),
  created_at: z.string(),
};

const nameOf = (type: string) => webhooks.events.find((event) => event.type === type)?.name ?? type;

function toEndpointFields({ id, url, events, status, createdAt }: WebhookEndpointView) {
  return {
    id,
    url,
    events: events === 'all' ? [ALL] : events.map(nameOf),
    status,
    created_at: toTime(createdAt),
  };
}

/** The events of the domain for names of the API. */
function toEvents(given: string | readonly string[]): EndpointEvents {
  const names = typeof given === 'string' ? [given] : given;
  if (names.includes(ALL)) return 'all';
  return names.map((name) => webhooks.events.find((event) => event.name === name)?.type ?? name);
}

/** For the documentation. */
const exampleEndpoint = {
  id: 'whe_7Qd3FbW9nLx2VrYk5TzPmH',
  url: 'https://example.com/hellio',
  events: ['message.delivered', 'message.failed'],
  status: 'active',
  created_at: '2026-11-26T10:15:00+00:00',
};

/** The endpoints of the environment of the calling key. */
export const webhooksList = route({
  operation: 'webhook-endpoints.list',
  method: 'GET',
  path: '/webhooks',
  scope: 'webhooks',
  docs: {
    group: GROUP,
    summary: 'List webhook endpoints',
    example: { response: { data: [exampleEndpoint] } },
  },
  read: () => ({}),
  status: 200,
  response: z.strictObject({ data: z.array(z.strictObject(endpointFields)) }),
  write: (endpoints) => ({ data: endpoints.map(toEndpointFields) }),
});

/** A new endpoint with its secret. */
export const webhooksCreate = route({
  operation: 'webhook-endpoints.create',
  method: 'POST',
  path: '/webhooks',
  scope: 'webhooks',
  docs: {
    group: GROUP,
    summary: 'Create a webhook endpoint',
    description: 'The response contains the signing secret. It is not shown again.',
    example: {
      body: { url: exampleEndpoint.url, events: exampleEndpoint.events },
      response: { data: { ...exampleEndpoint, secret: 'whsec_…' } },
    },
  },
  body: z.strictObject({
    url: z.string().describe('An HTTPS URL of a public host.'),
    events: z
      .union([z.literal(ALL), z.array(z.enum([ALL, ...webhooks.events.map(({ name }) => name)])).min(1)])
      .describe('The names of events, or `*` for all.'),
  }),
  read: ({ body: { url, events } }) => ({ url, events: toEvents(events) }),
  status: 201,
  response: z.strictObject({
    data: z.strictObject({ ...endpointFields, secret: z.string().describe('Verifies signatures.') }),
  }),
  write: ({ endpoint, secret }) => ({ data: { ...toEndpointFields(endpoint), secret } }),
});

/** Removes an endpoint. */
export const webhooksDelete = route({
  operation: 'webhook-endpoints.delete',
  method: 'DELETE',
  path: '/webhooks/{id}',
  scope: 'webhooks',
  docs: {
    group: GROUP,
    summary: 'Delete a webhook endpoint',
    example: { params: { id: exampleEndpoint.id }, response: { data: { id: exampleEndpoint.id } } },
  },
  params: z.strictObject({ id: z.string().describe('The id of the endpoint.') }),
  read: ({ params }) => ({ endpointId: params.id }),
  fields: { endpointId: 'id' },
  status: 200,
  response: z.strictObject({ data: z.strictObject({ id: z.string() }) }),
  write: ({ id }) => ({ data: { id } }),
});
