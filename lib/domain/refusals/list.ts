import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { type Advice, adviseOn } from '@/lib/domain/refusals/advice';
import { listRefusalsSchema, refusalDetailSchema } from '@/lib/domain/refusals/schema';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 20;
const KEPT_DAYS = 30;

export interface RefusalView extends Advice {
  id: string;
  at: Date;
  code: string;
  operation: string | null;
  address: string | null;
  requestId: string;
  /** What the gateway found: the missing scope, or the line where the signed strings differ. */
  detail: Record<string, string | number>;
}

export interface RefusalPage {
  refusals: RefusalView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The refused calls of a key in the last 30 days, newest first, one page at a time, each with what to do. Refuses with
 * INVALID_REQUEST, NOT_FOUND (also for a key of another workspace) or FORBIDDEN.
 */
export async function listRefusals(actor: Actor, input: unknown): Promise<Result<RefusalPage>> {
  const parsed = parse(listRefusalsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'refusals/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, cursor } = parsed.value;
  const own = { id: keyId, workspaceId };
  const key = await db().apiKey.findFirst({ where: own, select: { id: true } });
  if (!key) return refuseUnknownKey();

  const since = new Date(now().getTime() - KEPT_DAYS * DAY);
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: timeCursor,
    read: (position, take) =>
      db().keyRefusal.findMany({
        where: { apiKey: own, at: { gt: since }, ...after(position, (at) => ({ at })) },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        take,
        omit: { apiKeyId: true },
      }),
    positionOf: ({ at, id }) => ({ at, id }),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  const rows = items.map((row) => ({ ...row, detail: refusalDetailSchema.parse(row.detail) }));
  return ok({ refusals: rows.map((row) => ({ ...row, ...adviseOn(row) })), nextCursor });
}
