import { z } from 'zod';
import { DELIVERY_STATES } from '@/lib/domain/webhook-deliveries/delivery-states';
import type { DeliveryView } from '@/lib/domain/webhook-deliveries/view';
import type { WireRequest } from '@/lib/profiles/profile';

const timeOrNull = z.iso.datetime().nullable();

/** How an attempt was answered. */
const attemptResult = {
  at: z.iso.datetime(),
  status: z.int().nullable().describe('The HTTP status of the response; null without one.'),
  error: z.string().nullable().describe('Why it failed; null if it succeeded.'),
  duration_ms: z.int(),
};

/** A delivery in a response. */
export const deliveryResource = z.strictObject({
  id: z.string(),
  event: z.string().describe('The name of the event.'),
  state: z
    .enum(DELIVERY_STATES)
    .describe(
      '`pending` until an attempt succeeds, which makes it `delivered`, or the last one has `failed`.',
    ),
  created_at: z.iso.datetime(),
  next_attempt_at: timeOrNull,
  attempts: z.int().describe('The number of attempts, also of earlier replays.'),
  last_attempt: z.strictObject(attemptResult).nullable().describe('Null before the first one.'),
});

const headers = z.record(z.string(), z.string());

/** One attempt with its request and response. */
export const attemptResource = z.strictObject({
  ...attemptResult,
  url: z.string(),
  request_headers: headers.describe('Without the signature.'),
  request_body: z.string().describe('The first 4,096 characters.'),
  response_headers: headers.nullable(),
  response_body: z.string().nullable().describe('The first 4,096 characters.'),
});

/** A delivery as the API shows it. */
export function toDeliveryResource(delivery: DeliveryView): z.infer<typeof deliveryResource> {
  const { last } = delivery;
  return {
    id: delivery.id,
    event: delivery.event,
    state: delivery.state,
    created_at: delivery.createdAt.toISOString(),
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    attempts: delivery.attempts,
    last_attempt: last && {
      at: last.at.toISOString(),
      status: last.status,
      error: last.error,
      duration_ms: last.durationMs,
    },
  };
}

/** The ids of an endpoint and a delivery in a path. */
export const deliveryParams = z.strictObject({
  id: z.string().describe('The id of the endpoint.'),
  delivery_id: z.string().describe('The id of the delivery.'),
});

/** The input of the verbs that need nothing but a delivery. */
export function readDeliveryId({ params }: WireRequest<z.infer<typeof deliveryParams>>) {
  return { endpointId: params.id, deliveryId: params.delivery_id };
}

/** The names of the ids on the wire. */
export const deliveryFields = { endpointId: 'id', deliveryId: 'delivery_id' };

/** For the documentation. */
export const exampleDelivery = {
  id: 'dlv_6sRt1YpLq9WnC4vKb8XzMf',
  event: 'message.delivered',
  state: 'delivered',
  created_at: '2026-11-26T10:15:03.000Z',
  next_attempt_at: null,
  attempts: 1,
  last_attempt: { at: '2026-11-26T10:15:03.200Z', status: 200, error: null, duration_ms: 84 },
} satisfies z.infer<typeof deliveryResource>;
