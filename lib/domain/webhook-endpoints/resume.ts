import type { Actor } from '@/lib/domain/actor';
import { parse } from '@/lib/domain/parse';
import { changeEndpoint } from '@/lib/domain/webhook-endpoints/change-endpoint';
import { endpointSchema } from '@/lib/domain/webhook-endpoints/schema';
import type { WebhookEndpointView } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result } from '@/lib/errors';

/**
 * Resumes a paused endpoint: the deliveries that waited are sent. Its failures are forgotten, so that it is not paused
 * again at the next one. Resuming it again changes nothing. Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN or
 * NOT_FOR_SUPPORT.
 */
export async function resumeWebhookEndpoint(
  actor: Actor,
  input: unknown,
): Promise<Result<WebhookEndpointView>> {
  const parsed = parse(endpointSchema, input);
  if (!parsed.ok) return parsed;
  return changeEndpoint(actor, 'webhook-endpoints/resume', parsed.value.endpointId, ({ endpoint }) =>
    ok(
      endpoint.pausedAt
        ? {
            action: 'webhook.resume',
            data: { pausedAt: null, pauseReason: null, failingSince: null },
            detail: { pausedAt: endpoint.pausedAt.toISOString(), because: endpoint.pauseReason },
          }
        : null,
    ),
  );
}
