import { z } from 'zod';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { refuseUnknownKey } from '@/lib/domain/api-keys/own-key';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { type Cursor, decodeCursor, encodeCursor } from '@/lib/domain/cursor';
import { parse } from '@/lib/domain/parse';
import { type Advice, adviseOn } from '@/lib/domain/refusals/advice';
import { listRefusalsSchema } from '@/lib/domain/refusals/schema';
import { refuseCursor } from '@/lib/domain/refuse-cursor';
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
  /** What the gateway found out: the missing scope, or the line where the signed strings differ. */
  detail: Record<string, string | number>;
}

export interface RefusalPage {
  refusals: RefusalView[];
  /** Where the next page begins; null on the last one. */
  nextCursor: string | null;
}

const detailSchema = z.record(z.string(), z.union([z.string(), z.number()]));

const after = ({ createdAt, id }: Cursor) => ({
  OR: [{ at: { lt: createdAt } }, { at: createdAt, id: { lt: id } }],
});

/**
 * The calls of a key that were refused in the last 30 days, newest first, a page at a time, each with what to do.
 * Refuses with INVALID_REQUEST, NOT_FOUND (another workspace's key included) or FORBIDDEN.
 */
export async function listRefusals(actor: Actor, input: unknown): Promise<Result<RefusalPage>> {
  const parsed = parse(listRefusalsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'refusals/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { keyId, cursor } = parsed.value;
  const place = cursor === undefined ? undefined : decodeCursor(cursor);
  if (cursor !== undefined && !place) {
    return refuseCursor();
  }
  const own = { id: keyId, workspaceId };
  const key = await db().apiKey.findFirst({ where: own, select: { id: true } });
  if (!key) return refuseUnknownKey();

  const rows = await db().keyRefusal.findMany({
    where: {
      apiKey: own,
      at: { gt: new Date(now().getTime() - KEPT_DAYS * DAY) },
      AND: place && after(place),
    },
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    omit: { apiKeyId: true },
  });
  const page = rows.slice(0, PAGE_SIZE).map((row) => ({ ...row, detail: detailSchema.parse(row.detail) }));
  const last = page.at(-1);
  const nextCursor =
    rows.length > PAGE_SIZE && last ? encodeCursor({ createdAt: last.at, id: last.id }) : null;
  return ok({ refusals: page.map((row) => ({ ...row, ...adviseOn(row) })), nextCursor });
}
