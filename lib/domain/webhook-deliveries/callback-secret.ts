import type { Transaction } from '@/lib/db/client';
import type { WebhookSecretPolicy } from '@/lib/domain/webhook-endpoints/policy';
import { sealWebhookSecret } from '@/lib/domain/webhook-endpoints/secret';

/**
 * The sealed secret that signs deliveries to the callback URLs of a workspace's messages. It is created when it is first
 * needed.
 */
export async function sealedCallbackSecret(
  client: Pick<Transaction, 'workspace'>,
  id: string,
  policy: WebhookSecretPolicy,
): Promise<Uint8Array> {
  await client.workspace.updateMany({
    where: { id, sealedCallbackSecret: null },
    data: { sealedCallbackSecret: sealWebhookSecret(policy.create()) },
  });
  const { sealedCallbackSecret } = await client.workspace.findUniqueOrThrow({
    where: { id },
    select: { sealedCallbackSecret: true },
  });
  if (!sealedCallbackSecret) throw new Error('The secret for callback URLs was created, and is not there.');
  return sealedCallbackSecret;
}
