import { db } from '@/lib/db/client';
import type { WebhookSecretPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';

/**
 * The sealed secret that signs deliveries to the callback URLs of a workspace's messages. It is created when it is first
 * needed.
 */
export async function sealedCallbackSecret(
  workspaceId: string,
  policy: WebhookSecretPolicy,
): Promise<Uint8Array | null> {
  await db().workspace.updateMany({
    where: { id: workspaceId, sealedCallbackSecret: null },
    data: { sealedCallbackSecret: sealWebhookSecret(policy.create()) },
  });
  const workspace = await db().workspace.findUnique({
    where: { id: workspaceId },
    select: { sealedCallbackSecret: true },
  });
  return workspace?.sealedCallbackSecret ?? null;
}
