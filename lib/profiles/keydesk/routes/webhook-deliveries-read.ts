import { z } from 'zod';
import {
  attemptResource,
  deliveryFields,
  deliveryParams,
  deliveryResource,
  exampleDelivery,
  readDeliveryId,
  toDeliveryResource,
} from '@/lib/profiles/keydesk/webhook-delivery';
import { exampleEndpoint } from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** One delivery with its attempts. */
export const webhookDeliveriesRead = route({
  operation: 'webhook-deliveries.read',
  method: 'GET',
  path: '/webhooks/{id}/deliveries/{delivery_id}',
  scope: 'webhooks.read',
  docs: {
    group: 'Webhooks',
    summary: 'Read a delivery with its attempts',
    example: {
      params: { id: exampleEndpoint.id, delivery_id: exampleDelivery.id },
      response: {
        ...exampleDelivery,
        event_id: 'evt_9wYb3KfTq7ZmX2cVnR5pLs',
        attempt_log: [
          {
            ...exampleDelivery.last_attempt,
            url: exampleEndpoint.url,
            request_headers: { 'content-type': 'application/json' },
            request_body: '{"type":"message.delivered", …}',
            response_headers: { 'content-type': 'text/plain' },
            response_body: 'OK',
          },
        ],
      },
    },
  },
  params: deliveryParams,
  read: readDeliveryId,
  fields: deliveryFields,
  status: 200,
  response: deliveryResource.extend({
    event_id: z.string().describe('The header `webhook-id` of its requests.'),
    attempt_log: z.array(attemptResource).describe('The newest first, at most 30.'),
  }),
  write: ({ eventId, attemptLog, ...delivery }) => ({
    ...toDeliveryResource(delivery),
    event_id: eventId,
    attempt_log: attemptLog.map((attempt) => ({
      at: attempt.at.toISOString(),
      status: attempt.status,
      error: attempt.error,
      duration_ms: attempt.durationMs,
      url: attempt.url,
      request_headers: attempt.requestHeaders,
      request_body: attempt.requestBody,
      response_headers: attempt.responseHeaders,
      response_body: attempt.responseBody,
    })),
  }),
});
