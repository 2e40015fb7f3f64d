import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { listApiKeysSchema } from '@/lib/domain/api-keys/schema';
import { type ApiKeyView, toView, viewColumns } from '@/lib/domain/api-keys/view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { after, decodeCursor, encodeCursor, NEWEST_FIRST } from '@/lib/domain/cursor';
import { keysFoundBy } from '@/lib/domain/key-search/search';
import { parse } from '@/lib/domain/parse';
import { refuseCursor } from '@/lib/domain/refuse-cursor';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 25;

export interface ApiKeyPage {
  keys: ApiKeyView[];
  /** Where the next page begins; null on the last one. */
  nextCursor: string | null;
  /** How many keys match, on all pages. */
  total: number;
  /** How many keys the workspace ever had: none at all is another story than none that match. */
  everCreated: number;
}

/**
 * The keys of the actor's workspace, newest first, a page at a time. Every role may read them.
 * Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listApiKeys(actor: Actor, input: unknown): Promise<Result<ApiKeyPage>> {
  const parsed = parse(listApiKeysSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'api-keys/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { filter, search, cursor } = parsed.value;
  const place = cursor === undefined ? undefined : decodeCursor(cursor);
  if (cursor !== undefined && !place) {
    return refuseCursor();
  }

  const own = { workspaceId };
  const revoked = { current: { revokedAt: null }, revoked: { revokedAt: { not: null } }, all: {} }[filter];
  const where = { ...own, ...revoked, ...(search && keysFoundBy(search)) };
  const [rows, total, everCreated] = await Promise.all([
    db().apiKey.findMany({
      where: place ? { AND: [where, after(place)] } : where,
      orderBy: NEWEST_FIRST,
      take: PAGE_SIZE + 1,
      select: viewColumns,
    }),
    db().apiKey.count({ where }),
    db().apiKey.count({ where: own }),
  ]);
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  const nextCursor = rows.length > PAGE_SIZE && last ? encodeCursor(last) : null;
  return ok({ keys: page.map(toView), nextCursor, total, everCreated });
}
