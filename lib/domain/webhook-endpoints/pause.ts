import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { changeEndpoint } from '@/lib/domain/webhook-endpoints/change-endpoint';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result } from '@/lib/errors';

/**
 * Pauses an endpoint: its deliveries wait until it is resumed. Pausing it again changes nothing. Refuses with
 * INVALID_REQUEST, NOT_FOUND, FORBIDDEN or VIEW_ONLY.
 */
export async function pauseWebhookEndpoint(
  actor: Actor,
  input: unknown,
): Promise<Result<WebhookEndpointView>> {
  const parsed = parse(endpointSchema, input);
  if (!parsed.ok) return parsed;
  return changeEndpoint(actor, 'webhook-endpoints/pause', parsed.value.endpointId, ({ endpoint }) =>
    ok(
      endpoint.pausedAt
        ? null
        : { action: 'webhook.pause', data: { pausedAt: now(), pauseReason: 'member' } },
    ),
  );
}
