import { now } from '@/lib/clock';
import type { WebhookSecretPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';

/**
 * A new secret, and the columns that store it. The current one becomes the old one, which signs for the overlap of the
 * policy.
 */
export function newSecret(
  current: Uint8Array<ArrayBuffer> | null,
  { create, overlapMs }: WebhookSecretPolicy,
) {
  const secret = create();
  const oldSecretEndsAt = current && overlapMs > 0 ? new Date(now().getTime() + overlapMs) : null;
  const columns = {
    sealedSecret: sealWebhookSecret(secret),
    oldSealedSecret: oldSecretEndsAt && current,
    oldSecretEndsAt,
  };
  return { secret, columns };
}
