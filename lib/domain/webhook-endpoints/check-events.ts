import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import type { EndpointEvents } from '@/lib/domain/webhook-endpoints/schema';
import { ok, type Result, refuseFields } from '@/lib/errors';

/** Refuses events that the provider does not have. */
export function checkEvents(
  policy: Pick<WebhookPolicy, 'events' | 'unsentEvents'>,
  events: EndpointEvents,
): Result<EndpointEvents> {
  if (events === 'all') return ok(events);
  const known = new Set<string>([...policy.events.map(({ type }) => type), ...(policy.unsentEvents ?? [])]);
  const unknown = events.find((type) => !known.has(type));
  return unknown === undefined ? ok(events) : refuseFields({ events: `There is no event “${unknown}”.` });
}
