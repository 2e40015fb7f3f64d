import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { type AuditEventView, eventColumns, toEventViews } from '@/lib/domain/audit/event-view';
import { matching } from '@/lib/domain/audit/matching';
import { listAuditEventsSchema } from '@/lib/domain/audit/schema';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { refuseCursor } from '@/lib/domain/refuse-cursor';
import { decodePlace, encodePlace } from '@/lib/domain/sequence-cursor';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 50;

export interface AuditPage {
  events: AuditEventView[];
  /** Where the next page begins; null on the last one. */
  nextCursor: string | null;
}

/**
 * What happened in the actor's workspace, newest first, a page at a time.
 * Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listAuditEvents(actor: Actor, input: unknown): Promise<Result<AuditPage>> {
  const parsed = parse(listAuditEventsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'audit/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { cursor, ...filter } = parsed.value;
  const place = cursor === undefined ? undefined : decodePlace(cursor);
  if (cursor !== undefined && place === undefined) {
    return refuseCursor();
  }
  const where = await matching(workspaceId, filter);
  const rows = await db().auditEvent.findMany({
    where: place === undefined ? where : { AND: [where, { id: { lt: place } }] },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
    select: eventColumns,
  });
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return ok({
    events: await toEventViews(workspaceId, page),
    nextCursor: rows.length > PAGE_SIZE && last ? encodePlace(last.id) : null,
  });
}
