import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { type RefusalGroup, toGroup } from '@/lib/domain/refusals/group-view';
import { readKeyState } from '@/lib/domain/refusals/key-state';
import { listRefusalsSchema } from '@/lib/domain/refusals/schema';
import { readSucceededAt } from '@/lib/domain/refusals/succeeded-at';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 20;
export const KEPT_DAYS = 30;
/** A filter offers the values of the latest groups. */
const GROUPS_WITH_OPTIONS = 500;

/** The values that a list can be filtered by. */
export interface RefusalOptions {
  codes: string[];
  operations: string[];
  addresses: string[];
}

export interface RefusalPage {
  groups: RefusalGroup[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
  options: RefusalOptions;
}

const distinct = (values: readonly (string | null)[]) =>
  [...new Set(values.flatMap((value) => value ?? []))].sort();

/**
 * The refused calls of a key in the last 30 days, those with the same cause together, latest first, one page at a time, each
 * group with what to do. Refuses with INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function listRefusals(actor: Actor, input: unknown): Promise<Result<RefusalPage>> {
  const parsed = parse(listRefusalsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'refusals/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, cursor, code, operation, address } = parsed.value;
  const own = { id: keyId, workspaceId };
  const key = await readKeyState(own);
  if (!key.ok) return key;

  const since = new Date(now().getTime() - KEPT_DAYS * DAY);
  const recent = { apiKey: own, lastAt: { gt: since } };
  const filter = {
    ...(code !== undefined && { code }),
    ...(operation !== undefined && { operation }),
    ...(address !== undefined && { address }),
  };
  const [page, values] = await Promise.all([
    paginate({
      cursor,
      limit: PAGE_SIZE,
      format: timeCursor,
      read: (position, take) =>
        db().keyRefusalGroup.findMany({
          where: { ...recent, ...filter, ...after(position, (lastAt) => ({ lastAt })) },
          orderBy: [{ lastAt: 'desc' }, { id: 'desc' }],
          take,
        }),
      positionOf: ({ lastAt, id }) => ({ at: lastAt, id }),
    }),
    db().keyRefusalGroup.findMany({
      where: recent,
      orderBy: { lastAt: 'desc' },
      take: GROUPS_WITH_OPTIONS,
      select: { code: true, operation: true, address: true },
    }),
  ]);
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  const operations = items.map((item) => item.operation);
  const succeededAt = await readSucceededAt(own, operations, items.at(-1)?.lastAt ?? since);
  return ok({
    groups: items.map((item) => toGroup(item, key.value, succeededAt)),
    nextCursor,
    options: {
      codes: distinct(values.map((value) => value.code)),
      operations: distinct(values.map((value) => value.operation)),
      addresses: distinct(values.map((value) => value.address)),
    },
  });
}
