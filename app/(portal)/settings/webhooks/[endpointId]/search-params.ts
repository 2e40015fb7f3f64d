import {
  createLoader,
  createSerializer,
  type inferParserType,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import { DELIVERY_STATES } from '@/lib/domain/webhook-deliveries/delivery-states';

/** The URL parameters of the log of deliveries. */
const deliveryParams = {
  state: parseAsStringLiteral(DELIVERY_STATES),
  /** The provider's name of an event. */
  event: parseAsString,
  from: parseAsString,
  to: parseAsString,
  cursor: parseAsString,
};

export const loadDeliveryParams = createLoader(deliveryParams);
const serialize = createSerializer(deliveryParams);

/** The parameters in the URL. Missing ones are null. */
export type DeliveryParams = inferParserType<typeof deliveryParams>;

/** The URL of an endpoint's page with these deliveries. */
export function endpointHref(endpointId: string, params: Partial<DeliveryParams> = {}): string {
  return serialize(`/settings/webhooks/${endpointId}`, params);
}

export function deliveryHref(endpointId: string, deliveryId: string): string {
  return `/settings/webhooks/${endpointId}/deliveries/${deliveryId}`;
}
