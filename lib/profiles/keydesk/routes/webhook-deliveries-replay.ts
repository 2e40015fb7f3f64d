import { z } from 'zod';
import {
  deliveryFields,
  deliveryParams,
  exampleDelivery,
  readDeliveryId,
} from '@/lib/profiles/keydesk/webhook-delivery';
import { exampleEndpoint } from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** Sends a finished delivery again. */
export const webhookDeliveriesReplay = route({
  operation: 'webhook-deliveries.replay',
  method: 'POST',
  path: '/webhooks/{id}/deliveries/{delivery_id}/replay',
  scope: 'webhooks.write',
  docs: {
    group: 'Webhooks',
    summary: 'Send a finished delivery again',
    description: 'It has the same `webhook-id` and a new schedule of attempts.',
    example: {
      params: { id: exampleEndpoint.id, delivery_id: exampleDelivery.id },
      response: { id: exampleDelivery.id, state: 'pending' },
    },
  },
  params: deliveryParams,
  read: readDeliveryId,
  fields: deliveryFields,
  status: 202,
  response: z.strictObject({ id: z.string(), state: z.literal('pending') }),
  write: ({ id }) => ({ id, state: 'pending' as const }),
});
