import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { type Cursor, decodeCursor, encodeCursor } from '@/lib/domain/cursor';
import { parse } from '@/lib/domain/parse';
import { listVisitsSchema } from '@/lib/domain/support/schema';
import { openVisits } from '@/lib/domain/support/visit-state';
import { toVisitViews, type VisitView, visitColumns } from '@/lib/domain/support/visit-view';
import { ok, type Result, refuse } from '@/lib/errors';

const PAGE_SIZE = 20;

export interface VisitPage {
  visits: VisitView[];
  /** Where the next page begins; null on the last one. */
  nextCursor: string | null;
}

const after = ({ createdAt, id }: Cursor) => ({
  OR: [{ startedAt: { lt: createdAt } }, { startedAt: createdAt, id: { lt: id } }],
});

/**
 * Support's visits to the actor's workspace, newest first, a page at a time.
 * Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listVisits(actor: Actor, input: unknown): Promise<Result<VisitPage>> {
  const parsed = parse(listVisitsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'support/list-visits');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { which, cursor } = parsed.value;
  const place = cursor === undefined ? undefined : decodeCursor(cursor);
  if (cursor !== undefined && !place) {
    return refuse('INVALID_REQUEST', 'The page you asked for does not exist.', {
      fields: { cursor: 'Take the cursor from the page before.' },
    });
  }
  const at = now();
  const matching = { open: openVisits(at), over: { NOT: openVisits(at) }, all: {} }[which];
  const rows = await db().supportVisit.findMany({
    where: { AND: [{ workspaceId }, matching, place ? after(place) : {}] },
    orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
    take: PAGE_SIZE + 1,
    select: visitColumns,
  });
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return ok({
    visits: await toVisitViews(workspaceId, page, at),
    nextCursor:
      rows.length > PAGE_SIZE && last ? encodeCursor({ createdAt: last.startedAt, id: last.id }) : null,
  });
}
