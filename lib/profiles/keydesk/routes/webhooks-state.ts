import {
  endpointParams,
  endpointResource,
  exampleEndpoint,
  readEndpointId,
  toEndpointResource,
} from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

const params = { id: exampleEndpoint.id };

/** Stops deliveries to an endpoint until it is resumed. */
export const webhooksPause = route({
  operation: 'webhook-endpoints.pause',
  method: 'POST',
  path: '/webhooks/{id}/pause',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Pause a webhook endpoint',
    description: 'Its deliveries wait until you resume it.',
    example: {
      params,
      response: { ...exampleEndpoint, status: 'paused', paused_at: '2026-11-26T10:20:00.000Z' },
    },
  },
  params: endpointParams,
  read: readEndpointId,
  fields: { endpointId: 'id' },
  status: 200,
  response: endpointResource,
  write: toEndpointResource,
});

/** Sends what waited for a paused endpoint. */
export const webhooksResume = route({
  operation: 'webhook-endpoints.resume',
  method: 'POST',
  path: '/webhooks/{id}/resume',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Resume a paused webhook endpoint',
    description: 'The deliveries that waited are sent.',
    example: { params, response: exampleEndpoint },
  },
  params: endpointParams,
  read: readEndpointId,
  fields: { endpointId: 'id' },
  status: 200,
  response: endpointResource,
  write: toEndpointResource,
});
