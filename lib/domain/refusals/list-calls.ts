import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { type RefusalGroup, toGroup } from '@/lib/domain/refusals/group-view';
import { readKeyState } from '@/lib/domain/refusals/key-state';
import {
  listRefusedCallsSchema,
  refusalDetailSchema,
  refusedFieldsSchema,
} from '@/lib/domain/refusals/schema';
import { readSucceededAt } from '@/lib/domain/refusals/succeeded-at';
import { ok, type Result, refuse } from '@/lib/errors';

const PAGE_SIZE = 20;

/** One refused call. Older ones have no method, path, status and client. */
export interface RefusedCallView {
  id: string;
  at: Date;
  requestId: string;
  method: string | null;
  path: string | null;
  status: number | null;
  client: string | null;
  address: string | null;
  /** What was wrong, by the field of the request. */
  fields: Record<string, string>;
  detail: Record<string, string | number>;
}

export interface RefusedCallPage {
  group: RefusalGroup;
  /** The stored ones: not every call of very many is. */
  calls: RefusedCallView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The calls of a group of refused calls of a key, newest first, one page at a time. Refuses with INVALID_REQUEST, NOT_FOUND
 * (also for a key of another workspace, or a group of another key) or FORBIDDEN.
 */
export async function listRefusedCalls(actor: Actor, input: unknown): Promise<Result<RefusedCallPage>> {
  const parsed = parse(listRefusedCallsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'refusals/list-calls');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, groupId, requestId, cursor } = parsed.value;
  const own = { id: keyId, workspaceId };
  const key = await readKeyState(own);
  if (!key.ok) return key;
  const group = await db().keyRefusalGroup.findFirst({ where: { id: groupId, apiKey: own } });
  if (!group) return refuse('NOT_FOUND', 'There are no such rejected calls.');

  const ofGroup = { groupId, apiKey: own, ...(requestId !== undefined && { requestId }) };
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: timeCursor,
    read: (position, take) =>
      db().keyRefusal.findMany({
        where: { ...ofGroup, ...after(position, (at) => ({ at })) },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take,
        select: {
          ...{ id: true, at: true, requestId: true, method: true, path: true, status: true },
          ...{ client: true, address: true, fields: true, detail: true },
        },
      }),
    positionOf: ({ at, id }) => ({ at, id }),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  const succeededAt = await readSucceededAt(own, [group.operation], group.lastAt);
  return ok({
    group: toGroup(group, key.value, succeededAt),
    calls: items.map((item) => ({
      ...item,
      fields: refusedFieldsSchema.parse(item.fields),
      detail: refusalDetailSchema.parse(item.detail),
    })),
    nextCursor,
  });
}
