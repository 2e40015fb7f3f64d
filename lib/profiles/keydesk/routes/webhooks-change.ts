import { z } from 'zod';
import {
  endpointEvents,
  endpointParams,
  endpointResource,
  exampleEndpoint,
  toEndpointResource,
} from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** Other settings for an endpoint. */
export const webhooksChange = route({
  operation: 'webhook-endpoints.change',
  method: 'PATCH',
  path: '/webhooks/{id}',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Change a webhook endpoint',
    description: 'What is left out stays. Pending deliveries go to the new URL.',
    example: {
      params: { id: exampleEndpoint.id },
      body: { description: 'Orders and refunds' },
      response: { ...exampleEndpoint, description: 'Orders and refunds' },
    },
  },
  params: endpointParams,
  body: z.strictObject({
    url: z.string().optional(),
    events: endpointEvents.optional(),
    description: z.string().optional(),
  }),
  read: ({ params, body }) => ({ endpointId: params.id, ...body }),
  fields: { endpointId: 'id' },
  status: 200,
  response: endpointResource,
  write: toEndpointResource,
});
