import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '@/lib/domain/actor';
import { requireWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { changeEndpoint } from '@/lib/domain/webhook-endpoints/change-endpoint';
import { checkEvents } from '@/lib/domain/webhook-endpoints/check-events';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { changeEndpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import { fromEvents, toEvents, type WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { checkWebhookUrl } from '@/lib/domain/webhook-urls/check-url';
import { ok, type Result, refuseFields } from '@/lib/errors';

/**
 * Changes the URL, the description and the events of an endpoint, as far as they are given. Pending deliveries go to the
 * new URL.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, NOT_FOR_SUPPORT or CONFLICT.
 */
export async function changeWebhookEndpoint(
  actor: Actor,
  input: unknown,
  policy: WebhookPolicy,
): Promise<Result<WebhookEndpointView>> {
  const parsed = parse(changeEndpointSchema, input);
  if (!parsed.ok) return parsed;
  const inWorkspace = requireWorkspace(actor, 'webhook-endpoints/change');
  if (!inWorkspace.ok) return inWorkspace;
  const { endpointId, from, description } = parsed.value;
  const events = parsed.value.events === undefined ? ok(undefined) : checkEvents(policy, parsed.value.events);
  if (!events.ok) return events;
  const url = parsed.value.url === undefined ? ok(undefined) : await checkWebhookUrl(parsed.value.url);
  if (!url.ok) return url;
  return changeEndpoint(actor, 'webhook-endpoints/change', endpointId, ({ endpoint }) => {
    const before = {
      url: endpoint.url,
      description: endpoint.description,
      events: toEvents(endpoint),
    };
    const unchanged = requireUnchanged(before, from);
    if (!unchanged.ok) return unchanged;
    if (endpoint.slot !== null && events.value) {
      return refuseFields({ events: 'The events of this setting can’t be changed.' });
    }
    const to = {
      url: url.value ?? before.url,
      description: description ?? before.description,
      events: events.value ?? before.events,
    };
    if (isDeepStrictEqual(before, to)) return ok(null);
    return ok({
      action: 'webhook.change',
      data: {
        url: to.url,
        description: to.description,
        events: fromEvents(to.events),
        // The failures were those of the old URL.
        ...(to.url !== before.url && { failingSince: null }),
      },
      detail: { from: before, to },
    });
  });
}
