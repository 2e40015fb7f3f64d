import {
  endpointParams,
  endpointResource,
  exampleEndpoint,
  readEndpointId,
  toEndpointResource,
} from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** One endpoint, without its secret. */
export const webhooksRead = route({
  operation: 'webhook-endpoints.read',
  method: 'GET',
  path: '/webhooks/{id}',
  scope: 'webhooks.read',
  docs: {
    group: 'Webhooks',
    summary: 'Read a webhook endpoint',
    example: { params: { id: exampleEndpoint.id }, response: exampleEndpoint },
  },
  params: endpointParams,
  read: readEndpointId,
  fields: { endpointId: 'id' },
  status: 200,
  response: endpointResource,
  write: toEndpointResource,
});
