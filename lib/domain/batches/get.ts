import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { batchSchema, NO_SUCH_BATCH } from '@/lib/domain/batches/schema';
import { type BatchView, batchColumns, toBatchViews } from '@/lib/domain/batches/view';
import { namedBatch } from '@/lib/domain/messages/named-batch';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * One batch of a key's workspace and environment, with the number of messages by status. Refuses with INVALID_REQUEST,
 * NOT_FOUND (also for a batch of another workspace or environment), or FORBIDDEN for anyone but a key.
 */
export async function getBatch(actor: Actor, input: unknown): Promise<Result<BatchView>> {
  const parsed = parse(batchSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'batches/get');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const rows = await db().messageBatch.findMany({
    where: { ...namedBatch(parsed.value.id), workspaceId, environment, erasedAt: null },
    select: batchColumns,
  });
  const [batch] = await toBatchViews(rows);
  return batch ? ok(batch) : refuse('NOT_FOUND', NO_SUCH_BATCH);
}
