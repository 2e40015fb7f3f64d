import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { reverseSort } from '@/lib/domain/api-keys/filters';
import { findKeys } from '@/lib/domain/api-keys/find';
import { KEYS_WITH_CALLS } from '@/lib/domain/api-keys/health-conditions';
import { type KeyCursor, keyCursor } from '@/lib/domain/api-keys/key-cursor';
import { listApiKeysSchema } from '@/lib/domain/api-keys/list-schema';
import { type ListedApiKey, readListed } from '@/lib/domain/api-keys/listed';
import { matching } from '@/lib/domain/api-keys/matching';
import { type KeyPosition, type Ordering, orderingOf } from '@/lib/domain/api-keys/ordering';
import { authorizeKeyManager } from '@/lib/domain/authorize';
import { inReach } from '@/lib/domain/in-reach';
import type { ScopedOperation } from '@/lib/domain/key-policy/scopes';
import { paginate } from '@/lib/domain/paging/paginate';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

export interface ApiKeyPage {
  keys: ListedApiKey[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
  /** The cursor of the page before; null on the first page. */
  previousCursor: string | null;
  /** How many keys match, on all pages together. */
  total: number;
  /** How many of them are on earlier pages. */
  before: number;
  /** Whether the workspace has ever had a key, so that the page can tell “no keys yet” from “no match”. */
  hasKeys: boolean;
}

/** How many keys match, and how many of them a condition is true of. */
async function count(
  { join }: Ordering,
  where: Prisma.Sql,
  isBefore: Prisma.Sql | undefined,
): Promise<{ total: number; before: number }> {
  const before = isBefore ? Prisma.sql`count(*) FILTER (WHERE ${isBefore})` : Prisma.sql`0`;
  const [counted] = await db().$queryRaw<{ total: number; before: number }[]>`
    SELECT count(*)::int AS total, (${before})::int AS before
    FROM ${KEYS_WITH_CALLS} ${isBefore ? join : Prisma.empty} WHERE ${where}`;
  return counted ?? { total: 0, before: 0 };
}

/** The condition for the keys that come before the page of a cursor, or are on it if the page ends before a position. */
function isBefore({ position, isBackward }: KeyCursor, ordering: Ordering, reversed: Ordering): Prisma.Sql {
  return isBackward ? reversed.after(position) : Prisma.sql`NOT ${ordering.after(position)}`;
}

/**
 * The keys of the actor's workspace that match a filter, newest first or in another order, one page at a time. Every role
 * may read them. A key may read those of its environment. Refuses with INVALID_REQUEST or FORBIDDEN.
 * @param operations those of the provider's API, for the filter of unused scopes
 */
export async function listApiKeys(
  actor: Actor,
  input: unknown,
  operations: readonly ScopedOperation[] = [],
): Promise<Result<ApiKeyPage>> {
  const parsed = parse(listApiKeysSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeKeyManager(actor, 'api-keys/list');
  if (!authorized.ok) return authorized;
  const { sort, cursor, limit, ...filter } = parsed.value;
  const viewer = authorized.value;
  const at = now();
  const [ordering, reversed] = [orderingOf(sort, at), orderingOf(reverseSort(sort), at)];
  const where = matching(viewer, filter, operations);
  const format = keyCursor(sort, ordering.kind);
  const from = cursor === undefined ? undefined : format.decode(cursor);
  const reading = paginate<KeyPosition, KeyCursor>({
    cursor,
    limit,
    format,
    read: (start, take) => findKeys(start?.isBackward ? reversed : ordering, where, start?.position, take),
    positionOf: (position) => ({ position, isBackward: false }),
  });
  const [page, listed, counted] = await Promise.all([
    reading,
    reading.then((page) => (page.ok ? readListed(viewer, page.value.items) : [])),
    count(ordering, where, from && isBefore(from, ordering, reversed)),
  ]);
  if (!page.ok) return page;
  const positions = page.value.items;
  // Fewer keys than fit are before this page, so the page before is the first one.
  if (from?.isBackward && positions.length < limit)
    return listApiKeys(actor, { ...parsed.value, cursor: undefined }, operations);
  if (from?.isBackward) {
    positions.reverse();
    listed.reverse();
  }
  const before = from?.isBackward ? counted.before - positions.length : counted.before;
  const { total } = counted;
  const hasKeys = total > 0 || (await db().apiKey.count({ where: inReach(viewer), take: 1 })) > 0;
  const [first, last] = [positions[0], positions.at(-1)];
  const isLast = before + positions.length >= total;
  return ok({
    keys: listed,
    nextCursor: last && !isLast ? format.encode({ position: last, isBackward: false }) : null,
    previousCursor: first && before > 0 ? format.encode({ position: first, isBackward: true }) : null,
    ...{ total, before, hasKeys },
  });
}
