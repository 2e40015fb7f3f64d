import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { type Cursor, decodeCursor, encodeCursor } from '@/lib/domain/cursor';
import { listImpersonationsSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import {
  type ImpersonationView,
  impersonationColumns,
  toImpersonationViews,
} from '@/lib/domain/impersonation/view';
import { parse } from '@/lib/domain/parse';
import { refuseCursor } from '@/lib/domain/refuse-cursor';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 20;

export interface ImpersonationPage {
  impersonations: ImpersonationView[];
  /** Where the next page begins; null on the last one. */
  nextCursor: string | null;
}

const after = ({ createdAt, id }: Cursor) => ({
  OR: [{ startedAt: { lt: createdAt } }, { startedAt: createdAt, id: { lt: id } }],
});

/**
 * The impersonation sessions in the actor's workspace, newest first, one page at a time.
 * Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listImpersonations(actor: Actor, input: unknown): Promise<Result<ImpersonationPage>> {
  const parsed = parse(listImpersonationsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'impersonation/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { which, cursor } = parsed.value;
  const place = cursor === undefined ? undefined : decodeCursor(cursor);
  if (cursor !== undefined && !place) {
    return refuseCursor();
  }
  const at = now();
  const matching = { open: openImpersonations(at), ended: { NOT: openImpersonations(at) }, all: {} }[which];
  const rows = await db().impersonationSession.findMany({
    where: { AND: [{ workspaceId }, matching, place ? after(place) : {}] },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    select: impersonationColumns,
  });
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return ok({
    impersonations: await toImpersonationViews(workspaceId, page, at),
    nextCursor:
      rows.length > PAGE_SIZE && last ? encodeCursor({ createdAt: last.startedAt, id: last.id }) : null,
  });
}
