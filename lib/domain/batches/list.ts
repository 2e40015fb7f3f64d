import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { listBatchesSchema } from '@/lib/domain/batches/schema';
import { type BatchView, batchColumns, toBatchViews, withBatchStatus } from '@/lib/domain/batches/view';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { createdWithin } from '@/lib/domain/paging/schema';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface BatchPage extends Omit<Page<never>, 'items'> {
  batches: BatchView[];
}

/**
 * The batches of a key's workspace and environment, newest first, one page at a time. Refuses with INVALID_REQUEST, or
 * FORBIDDEN for anyone but a key.
 */
export async function listBatches(actor: Actor, input: unknown): Promise<Result<BatchPage>> {
  const parsed = parse(listBatchesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'batches/list');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { limit, cursor, page: number, status, ...period } = parsed.value;
  const where: Prisma.MessageBatchWhereInput = {
    workspaceId,
    environment,
    erasedAt: null,
    ...createdWithin(period),
    ...(status && withBatchStatus(status)),
  };
  const page = await paginate({
    cursor,
    page: number,
    limit,
    format: timeCursor,
    read: (position, take, skip) =>
      db().messageBatch.findMany({
        where: { AND: [where, after(position, (at) => ({ createdAt: at }))] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        skip,
        select: batchColumns,
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
    count: () => db().messageBatch.count({ where }),
  });
  if (!page.ok) return page;
  const { items, ...rest } = page.value;
  return ok({ batches: await toBatchViews(items), ...rest });
}
