import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { parse } from '@/lib/domain/parse';
import { changeEndpoint } from '@/lib/domain/webhook-endpoints/change-endpoint';
import type { CreatedWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { rotateEndpointSecretSchema } from '@/lib/domain/webhook-endpoints/schema';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { secretVersion } from '@/lib/domain/webhook-endpoints/secret-version';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Gives an endpoint a new signing secret. For the overlap of the policy, deliveries are signed with both.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, or ALREADY_CREATED if it was
 * rotated since the page was shown. A repeated, doubled or replayed call never creates or shows a second secret.
 */
export async function rotateWebhookSecret(
  actor: Actor,
  input: unknown,
  { secret: { create, overlapMs } }: WebhookPolicy,
): Promise<Result<CreatedWebhookEndpoint>> {
  const parsed = parse(rotateEndpointSecretSchema, input);
  if (!parsed.ok) return parsed;
  const { endpointId, version } = parsed.value;
  let secret = '';
  const changed = await changeEndpoint(
    actor,
    'webhook-endpoints/rotate-secret',
    endpointId,
    ({ endpoint, actor: member }) => {
      const verified = requireVerifiedEmail(member, endpoint.environment);
      if (!verified.ok) return verified;
      const current = endpoint.sealedSecret;
      if (secretVersion(current) !== version) {
        return refuse(
          'ALREADY_CREATED',
          'This secret was rotated already, and the new one is shown only once. If you do not have it, load this page again and rotate once more.',
        );
      }
      secret = create();
      const oldSecretEndsAt = current && overlapMs > 0 ? new Date(now().getTime() + overlapMs) : null;
      return ok({
        action: 'webhook.rotate_secret',
        data: {
          sealedSecret: sealWebhookSecret(secret),
          oldSealedSecret: oldSecretEndsAt && current,
          oldSecretEndsAt,
        },
        detail: { oldSecretEndsAt: oldSecretEndsAt?.toISOString() ?? null },
      });
    },
  );
  return changed.ok ? ok({ endpoint: changed.value, secret }) : changed;
}
