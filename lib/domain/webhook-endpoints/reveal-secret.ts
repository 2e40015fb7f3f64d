import type { Actor } from '@/lib/domain/actor';
import { requireVerifiedEmail } from '@/lib/domain/api-keys/verified-email';
import { authorizeMember, requireWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { confirmIdentity } from '@/lib/domain/second-factor/confirm-identity';
import { changeEndpoint } from '@/lib/domain/webhook-endpoints/change-endpoint';
import type { CreatedWebhookEndpoint } from '@/lib/domain/webhook-endpoints/create';
import type { WebhookPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { readWebhookEndpoint } from '@/lib/domain/webhook-endpoints/read';
import { revealEndpointSecretSchema } from '@/lib/domain/webhook-endpoints/reveal-schema';
import { openWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';
import { signingOf } from '@/lib/domain/webhook-endpoints/view';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Shows the signing secret of an endpoint again, after the member has proved their identity. Only for providers whose
 * secrets can be read later.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND, FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, TOO_MANY_ATTEMPTS,
 * WRONG_CODE, or CONFLICT if the secret is not readable or the endpoint has none.
 */
export async function revealWebhookSecret(
  actor: Actor,
  input: unknown,
  { secret: { readable } }: WebhookPolicy,
): Promise<Result<CreatedWebhookEndpoint>> {
  const parsed = parse(revealEndpointSecretSchema, input);
  if (!parsed.ok) return parsed;
  const { endpointId, ...proof } = parsed.value;
  const inWorkspace = requireWorkspace(actor, 'webhook-endpoints/reveal-secret');
  if (!inWorkspace.ok) return inWorkspace;
  const read = await readWebhookEndpoint(actor, { endpointId });
  if (!read.ok) return read;
  const { environment } = read.value;
  const authorized = authorizeMember(actor, 'webhook-endpoints/reveal-secret', environment);
  if (!authorized.ok) return authorized;
  const verified = requireVerifiedEmail(authorized.value, environment);
  if (!verified.ok) return verified;
  if (!readable) {
    return refuse('CONFLICT', 'This secret can’t be shown again. Rotate it to get a new one.');
  }
  const confirmed = await confirmIdentity(authorized.value, proof);
  if (!confirmed.ok) return confirmed;

  let secret = '';
  const changed = await changeEndpoint(
    actor,
    'webhook-endpoints/reveal-secret',
    endpointId,
    ({ endpoint }) => {
      const { sealedSecret } = signingOf(endpoint);
      if (!sealedSecret) return refuse('CONFLICT', 'This endpoint has no secret.');
      secret = openWebhookSecret(sealedSecret);
      return ok({ action: 'webhook.reveal_secret', data: {} });
    },
  );
  return changed.ok ? ok({ endpoint: changed.value, secret }) : changed;
}
