import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeApiKey } from '@/lib/domain/authorize';
import { type LookupListView, listColumns, toListView } from '@/lib/domain/lookups/list-view';
import { listLookupsSchema } from '@/lib/domain/lookups/schema';
import { type Page, paginate } from '@/lib/domain/paging/paginate';
import { createdWithin } from '@/lib/domain/paging/schema';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface LookupListsPage extends Omit<Page<never>, 'items'> {
  lists: LookupListView[];
}

/**
 * The lists of a key's workspace and environment, newest first, one page at a time. Lookups whose results were returned at
 * once are not among them. Refuses with INVALID_REQUEST, or FORBIDDEN for anyone but a key.
 */
export async function listLookups(actor: Actor, input: unknown): Promise<Result<LookupListsPage>> {
  const parsed = parse(listLookupsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeApiKey(actor, 'lookups/list');
  if (!authorized.ok) return authorized;
  const { workspaceId, environment } = authorized.value;
  const { limit, cursor, page: number, ...period } = parsed.value;
  const where = { workspaceId, environment, answersAtOnce: false, ...createdWithin(period) };
  const page = await paginate({
    cursor,
    page: number,
    limit,
    format: timeCursor,
    read: (position, take, skip) =>
      db().lookupList.findMany({
        where: { AND: [where, after(position, (at) => ({ createdAt: at }))] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        skip,
        select: listColumns,
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
    count: () => db().lookupList.count({ where }),
  });
  if (!page.ok) return page;
  const { items, ...rest } = page.value;
  return ok({ lists: items.map(toListView), ...rest });
}
