import { z } from 'zod';
import {
  endpointResource,
  exampleEndpoint,
  toEndpointResource,
} from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** The endpoints of the environment of the calling key. */
export const webhooksList = route({
  operation: 'webhook-endpoints.list',
  method: 'GET',
  path: '/webhooks',
  scope: 'webhooks.read',
  docs: {
    group: 'Webhooks',
    summary: 'List webhook endpoints, newest first',
    description: 'The list has the endpoints of the environment of the calling key. It has one page.',
    example: { response: { data: [exampleEndpoint] } },
  },
  read: () => ({}),
  status: 200,
  response: z.strictObject({ data: z.array(endpointResource) }),
  write: (endpoints) => ({ data: endpoints.map(toEndpointResource) }),
});
