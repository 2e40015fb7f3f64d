import { z } from 'zod';
import { pageFields } from '@/lib/domain/paging/schema';
import { day } from '@/lib/domain/text/day';
import { DELIVERY_STATES } from '@/lib/domain/webhook-deliveries/delivery-states';
import { endpointId } from '@/lib/domain/webhook-endpoints/schema';
import { EVENT_TYPES } from '@/lib/domain/webhook-events/event-types';

const deliveryId = z.string().regex(/^dlv_[0-9A-Za-z]{1,64}$/, 'This is not a delivery id.');

export const listDeliveriesSchema = z.strictObject({
  endpointId,
  state: z.enum(DELIVERY_STATES).optional(),
  /** Types of events. */
  events: z.array(z.enum(EVENT_TYPES)).max(EVENT_TYPES.length).optional(),
  /** Days in UTC. Both are included. */
  from: day.optional(),
  to: day.optional(),
  cursor: pageFields.cursor,
  limit: pageFields.limit,
});

export const listLatestSchema = z.strictObject(pageFields);

export const deliverySchema = z.strictObject({ endpointId, deliveryId });

export const replayFailedSchema = z.strictObject({ endpointId, since: z.date('Choose a time.') });
