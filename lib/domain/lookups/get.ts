import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { readFacts } from '@/lib/domain/lookups/facts';
import { type LookupListPage, listColumns, toListView } from '@/lib/domain/lookups/list-view';
import { readFormat } from '@/lib/domain/lookups/read-format';
import { lookupListSchema, NO_SUCH_LIST } from '@/lib/domain/lookups/schema';
import { toResult } from '@/lib/domain/lookups/view';
import { numberCursor } from '@/lib/domain/paging/number-cursor';
import { paginate } from '@/lib/domain/paging/paginate';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * One list of a key's workspace and environment, with its numbers in their order, one page at a time. Refuses with
 * INVALID_REQUEST, NOT_FOUND (also for a list of another workspace or environment), or FORBIDDEN for anyone but a key.
 */
export async function getLookups(actor: Actor, input: unknown): Promise<Result<LookupListPage>> {
  const parsed = parse(lookupListSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'lookups/get');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { id, limit, cursor, page: number } = parsed.value;
  const list = await db().lookupList.findFirst({
    where: { id, workspaceId, environment, answersAtOnce: false },
    select: listColumns,
  });
  if (!list) return refuse('NOT_FOUND', NO_SUCH_LIST);
  const page = await paginate({
    cursor,
    page: number,
    limit,
    format: numberCursor,
    read: (position, take, skip) =>
      db().lookup.findMany({
        where: {
          listId: id,
          list: { workspaceId, environment },
          ...(position !== undefined && { position: { gt: Number(position) } }),
        },
        orderBy: { position: 'asc' },
        take,
        skip,
        select: { position: true, number: true, status: true, facts: true, price: true },
      }),
    positionOf: ({ position }) => BigInt(position),
    count: async () => list.total,
  });
  if (!page.ok) return page;
  const { items, ...rest } = page.value;
  const view = toListView(list);
  const results = items.map(({ number: sent, status, facts, price }) =>
    toResult(readFormat(sent), { status, facts: readFacts(facts), price: { ...view.price, amount: price } }),
  );
  return ok({ list: view, results, ...rest });
}
