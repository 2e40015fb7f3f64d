import { z } from 'zod';
import {
  endpointEvents,
  endpointWithSecret,
  exampleEndpoint,
  toEndpointResource,
} from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** A new endpoint with its secret. */
export const webhooksCreate = route({
  operation: 'webhook-endpoints.create',
  method: 'POST',
  path: '/webhooks',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Create a webhook endpoint',
    description:
      'It gets the events of the environment of the calling key. The response contains the signing secret, and nothing shows it again: a repeated request with the same `Idempotency-Key` is refused with `ALREADY_CREATED`, which names the endpoint. An environment can have 20 endpoints.',
    example: {
      body: { url: exampleEndpoint.url, events: exampleEndpoint.events, description: 'Orders' },
      response: { ...exampleEndpoint, created_by: null, secret: 'whsec_…' },
    },
  },
  body: z.strictObject({
    url: z.string().describe('An HTTPS URL of a public host.'),
    events: endpointEvents,
    description: z.string().optional(),
  }),
  read: ({ body }) => body,
  status: 201,
  response: endpointWithSecret,
  write: ({ endpoint, secret }) => ({ ...toEndpointResource(endpoint), secret }),
});
