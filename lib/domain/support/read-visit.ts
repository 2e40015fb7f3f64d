import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { type AuditEventView, eventColumns, toEventViews } from '@/lib/domain/audit/event-view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { decodePlace, encodePlace } from '@/lib/domain/sequence-cursor';
import { readVisitSchema } from '@/lib/domain/support/schema';
import {
  CHANGES_OF_VISITS,
  toVisitViews,
  type VisitView,
  visitColumns,
} from '@/lib/domain/support/visit-view';
import { ok, type Result, refuse } from '@/lib/errors';

const PAGE_SIZE = 100;

export interface VisitDetails extends VisitView {
  /**
   * The pages that the agent opened, in their order, and between them what else was asked for: `verb` names it as the
   * permission table does, and is null for a page.
   */
  visited: Array<{ path: string; verb: string | null; targetId: string | null; at: Date }>;
  /** Where more of them begin; null when these are the last. */
  nextCursor: string | null;
  /** The latest changes that the agent made. */
  changed: AuditEventView[];
}

/**
 * One visit to the actor's workspace, with the pages that were looked at and the changes that were made.
 * Refuses with INVALID_REQUEST, FORBIDDEN, or NOT_FOUND (another workspace's visit included).
 */
export async function readVisit(actor: Actor, input: unknown): Promise<Result<VisitDetails>> {
  const parsed = parse(readVisitSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'support/read-visit');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { visitId, cursor } = parsed.value;
  const place = cursor === undefined ? 0n : decodePlace(cursor);
  if (place === undefined) {
    return refuse('INVALID_REQUEST', 'The page you asked for does not exist.', {
      fields: { cursor: 'Take the cursor from the page before.' },
    });
  }
  const row = await db().supportVisit.findFirst({
    where: { id: visitId, workspaceId },
    select: {
      ...visitColumns,
      pages: {
        where: { id: { gt: place } },
        orderBy: { id: 'asc' },
        take: PAGE_SIZE + 1,
        select: { id: true, path: true, verb: true, targetId: true, at: true },
      },
    },
  });
  const [view] = row ? await toVisitViews(workspaceId, [row], now()) : [];
  if (!row || !view) return refuse('NOT_FOUND', 'There is no such visit.');
  const events = await db().auditEvent.findMany({
    where: { ...CHANGES_OF_VISITS, workspaceId, visitId },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE,
    select: eventColumns,
  });
  const pages = row.pages.slice(0, PAGE_SIZE);
  const last = pages.at(-1);
  return ok({
    ...view,
    visited: pages.map(({ id: _, ...visited }) => visited),
    nextCursor: row.pages.length > PAGE_SIZE && last ? encodePlace(last.id) : null,
    changed: await toEventViews(workspaceId, events),
  });
}
