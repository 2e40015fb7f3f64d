import type { Actor } from '@/lib/domain/actor';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { parse } from '@/lib/domain/parse';
import { changeEndpoint } from '@/lib/domain/webhook-endpoints/change-endpoint';
import type { CreatedWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import { newSecret } from '@/lib/domain/webhook-endpoints/new-secret';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { rotateEndpointSecretSchema } from '@/lib/domain/webhook-endpoints/schema';
import { secretVersion } from '@/lib/domain/webhook-endpoints/secret-version';
import { signingOf } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Gives an endpoint a new signing secret. For the overlap of the policy, deliveries are signed with both. If the endpoint
 * is a slot, the other slots of its environment get the same secret.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, or ALREADY_CREATED if it was
 * rotated since the page was shown. A repeated, doubled or replayed call never creates or shows a second secret.
 */
export async function rotateWebhookSecret(
  actor: Actor,
  input: unknown,
  policy: WebhookPolicy,
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
      const current = signingOf(endpoint).sealedSecret;
      if (secretVersion(current) !== version) {
        return refuse(
          'ALREADY_CREATED',
          'This secret was rotated already, and the new one is shown only once. If you do not have it, load this page again and rotate once more.',
        );
      }
      const next = newSecret(current, policy.secret);
      secret = next.secret;
      return ok({
        action: 'webhook.rotate_secret',
        data: endpoint.settings ? { settings: { update: next.columns } } : next.columns,
        detail: { oldSecretEndsAt: next.columns.oldSecretEndsAt?.toISOString() ?? null },
      });
    },
  );
  return changed.ok ? ok({ endpoint: changed.value, secret }) : changed;
}
