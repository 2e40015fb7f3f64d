import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { getBatch } from '@/lib/domain/batches/get';
import { batchSchema, NO_SUCH_BATCH } from '@/lib/domain/batches/schema';
import type { BatchView } from '@/lib/domain/batches/view';
import { cancelAndRefund } from '@/lib/domain/messages/cancel-and-refund';
import { namedBatch } from '@/lib/domain/messages/named-batch';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Cancels the messages of a batch that were not submitted yet, and refunds each. Those that were submitted are sent. A
 * batch that is canceled already stays so.
 *
 * Refuses with INVALID_REQUEST, NOT_FOUND (also for a batch of another workspace or environment), CONFLICT if all its
 * messages were submitted, INVALID_API_KEY if the key was revoked meanwhile, or FORBIDDEN for anyone
 * but a key.
 */
export async function cancelBatch(actor: Actor, input: unknown): Promise<Result<BatchView>> {
  const parsed = parse(batchSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'batches/cancel');
  if (!authorized.ok) return authorized;
  const apiKey = authorized.value;
  const canceled = await transact(apiKey, async (tx) => {
    const { workspaceId, environment } = apiKey;
    const found = await tx.messageBatch.findFirst({
      where: { ...namedBatch(parsed.value.id), workspaceId, environment },
      select: { id: true },
    });
    if (!found) return refuse('NOT_FOUND', NO_SUCH_BATCH);
    return ok(await cancelAndRefund(tx, apiKey, { batchId: found.id }));
  });
  if (!canceled.ok) return canceled;
  const batch = await getBatch(apiKey, parsed.value);
  if (!batch.ok || batch.value.statuses.canceled > 0) return batch;
  return refuse('CONFLICT', 'All messages of this batch were submitted already. They cannot be canceled.');
}
