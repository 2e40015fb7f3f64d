import { z } from 'zod';
import { exampleDelivery } from '@/lib/profiles/keydesk/webhook-delivery';
import { endpointParams, exampleEndpoint, readEndpointId } from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** A test event for an endpoint. */
export const webhooksTest = route({
  operation: 'webhook-deliveries.send-test',
  method: 'POST',
  path: '/webhooks/{id}/test',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Send a test event to a webhook endpoint',
    description:
      'The event is `webhook.test`. Every endpoint gets it, also a paused one. The response comes after the first attempt, which can take 15 seconds.',
    example: {
      params: { id: exampleEndpoint.id },
      response: {
        delivery_id: exampleDelivery.id,
        delivered: true,
        status: 200,
        error: null,
        duration_ms: 84,
      },
    },
  },
  params: endpointParams,
  read: readEndpointId,
  fields: { endpointId: 'id' },
  status: 200,
  response: z.strictObject({
    delivery_id: z.string(),
    delivered: z.boolean(),
    status: z.int().nullable().describe('The HTTP status of your response; null without one.'),
    error: z.string().nullable().describe('Why the attempt failed; null if it succeeded.'),
    duration_ms: z.int(),
  }),
  write: ({ deliveryId, delivered, status, error, durationMs }) => ({
    delivery_id: deliveryId,
    delivered,
    status,
    error,
    duration_ms: durationMs,
  }),
});
