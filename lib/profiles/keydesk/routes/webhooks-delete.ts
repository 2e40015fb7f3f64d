import { z } from 'zod';
import { endpointParams, exampleEndpoint, readEndpointId } from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** Removes an endpoint. */
export const webhooksDelete = route({
  operation: 'webhook-endpoints.delete',
  method: 'DELETE',
  path: '/webhooks/{id}',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Delete a webhook endpoint permanently',
    description: 'Its pending deliveries are canceled.',
    example: {
      params: { id: exampleEndpoint.id },
      response: { id: exampleEndpoint.id, status: 'deleted' },
    },
  },
  params: endpointParams,
  read: readEndpointId,
  fields: { endpointId: 'id' },
  status: 200,
  response: z.strictObject({ id: z.string(), status: z.literal('deleted') }),
  write: ({ id }) => ({ id, status: 'deleted' as const }),
});
