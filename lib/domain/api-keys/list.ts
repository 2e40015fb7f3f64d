import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { expiringSoon } from '@/lib/domain/api-keys/expiring-soon';
import { listApiKeysSchema } from '@/lib/domain/api-keys/schema';
import { type ApiKeyView, toView, viewColumns } from '@/lib/domain/api-keys/view';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import { keysFoundBy } from '@/lib/domain/key-search/search';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface ApiKeyPage {
  keys: ApiKeyView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
  /** How many keys match, on all pages together. */
  total: number;
  /** How many keys the workspace has had in all, so that the page can tell “no keys yet” from “no match”. */
  everCreated: number;
}

/**
 * The keys of the actor's workspace, newest first, one page at a time. Every role may read them. A key may read those
 * of its environment. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listApiKeys(actor: Actor, input: unknown): Promise<Result<ApiKeyPage>> {
  const parsed = parse(listApiKeysSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'api-keys/list');
  if (!authorized.ok) return authorized;
  const { filter, search, cursor, limit } = parsed.value;
  const own = inReach(authorized.value);
  const matching = {
    current: { revokedAt: null },
    expiring: expiringSoon(now()),
    revoked: { revokedAt: { not: null } },
    all: {},
  }[filter];
  const where = { ...own, ...matching, ...(search && keysFoundBy(search)) };
  const [page, total, everCreated] = await Promise.all([
    paginate({
      cursor,
      limit,
      format: timeCursor,
      read: (position, take) =>
        db().apiKey.findMany({
          where: { ...where, ...after(position, (at) => ({ createdAt: at })) },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
          take,
          select: viewColumns,
        }),
      positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
    }),
    db().apiKey.count({ where }),
    db().apiKey.count({ where: own }),
  ]);
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ keys: items.map(toView), nextCursor, total, everCreated });
}
