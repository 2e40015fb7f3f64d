import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { findKeys, inOrder } from '@/lib/domain/api-keys/find';
import { keyCursor } from '@/lib/domain/api-keys/key-cursor';
import { listApiKeysSchema } from '@/lib/domain/api-keys/list-schema';
import { matching } from '@/lib/domain/api-keys/matching';
import { type KeyPosition, type Ordering, orderingOf } from '@/lib/domain/api-keys/ordering';
import { type ApiKeyView, toView, viewColumns } from '@/lib/domain/api-keys/view';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { paginate } from '@/lib/domain/paging/paginate';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface ApiKeyPage {
  keys: ApiKeyView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
  /** How many keys match, on all pages together. */
  total: number;
  /** How many of them are on earlier pages. */
  before: number;
  /** Whether the workspace has ever had a key, so that the page can tell “no keys yet” from “no match”. */
  hasKeys: boolean;
}

/** How many keys match, and how many of them are not after the position. */
async function count(
  { join, after }: Ordering,
  where: Prisma.Sql,
  position: KeyPosition | undefined,
): Promise<{ total: number; before: number }> {
  const before = position ? Prisma.sql`count(*) FILTER (WHERE NOT ${after(position)})` : Prisma.sql`0`;
  const [counted] = await db().$queryRaw<{ total: number; before: number }[]>`
    SELECT count(*)::int AS total, (${before})::int AS before
    FROM api_keys AS key ${position ? join : Prisma.empty} WHERE ${where}`;
  return counted ?? { total: 0, before: 0 };
}

/**
 * The keys of the actor's workspace that match a filter, newest first or in another order, one page at a time. Every role
 * may read them. A key may read those of its environment. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listApiKeys(actor: Actor, input: unknown): Promise<Result<ApiKeyPage>> {
  const parsed = parse(listApiKeysSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'api-keys/list');
  if (!authorized.ok) return authorized;
  const { sort, cursor, limit, ...filter } = parsed.value;
  const viewer = authorized.value;
  const ordering = orderingOf(sort, now());
  const where = matching(viewer, filter);
  const format = keyCursor(sort, ordering.kind);
  const position = cursor === undefined ? undefined : format.decode(cursor);
  const [page, counted] = await Promise.all([
    paginate<KeyPosition, KeyPosition>({
      cursor,
      limit,
      format,
      read: (after, take) => findKeys(ordering, where, after, take),
      positionOf: (row) => row,
    }),
    count(ordering, where, position),
  ]);
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  const rows = await db().apiKey.findMany({
    where: { ...inReach(viewer), id: { in: items.map(({ id }) => id) } },
    select: viewColumns,
  });
  const hasKeys = counted.total > 0 || (await db().apiKey.count({ where: inReach(viewer), take: 1 })) > 0;
  return ok({ keys: inOrder(items, rows).map(toView), nextCursor, ...counted, hasKeys });
}
