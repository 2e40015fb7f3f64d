import { z } from 'zod';
import { pageFields } from '@/lib/domain/paging/schema';
import { DELIVERY_STATES } from '@/lib/domain/webhook-deliveries/delivery-states';
import { pageResource } from '@/lib/profiles/keydesk/page';
import {
  deliveryResource,
  exampleDelivery,
  toDeliveryResource,
} from '@/lib/profiles/keydesk/webhook-delivery';
import { endpointParams, exampleEndpoint } from '@/lib/profiles/keydesk/webhook-endpoint';
import { route } from '@/lib/profiles/route';

/** The deliveries to an endpoint, a page at a time. */
export const webhookDeliveriesList = route({
  operation: 'webhook-deliveries.list',
  method: 'GET',
  path: '/webhooks/{id}/deliveries',
  scope: 'webhooks.read',
  docs: {
    group: 'Webhooks',
    summary: 'List the deliveries to a webhook endpoint, newest first',
    description: 'Deliveries are kept for 30 days.',
    example: {
      params: { id: exampleEndpoint.id },
      query: { state: 'failed' },
      response: { data: [{ ...exampleDelivery, state: 'failed' }], next_cursor: null },
    },
  },
  params: endpointParams,
  query: z.strictObject({
    state: z.enum(DELIVERY_STATES).optional(),
    limit: z
      .string()
      .optional()
      .describe(pageFields.limit.description ?? ''),
    cursor: pageFields.cursor,
  }),
  read: ({ params, query }) => ({ endpointId: params.id, ...query }),
  fields: { endpointId: 'id' },
  status: 200,
  response: z.strictObject({ data: z.array(deliveryResource), next_cursor: pageResource.next_cursor }),
  write: ({ deliveries, nextCursor }) => ({
    data: deliveries.map(toDeliveryResource),
    next_cursor: nextCursor,
  }),
});
