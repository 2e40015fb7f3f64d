import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { buildFilter } from '@/lib/domain/audit/build-filter';
import { type AuditEventView, eventColumns, toEventViews } from '@/lib/domain/audit/event-view';
import { listAuditEventsSchema } from '@/lib/domain/audit/schema';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { sequenceCursor } from '@/lib/domain/paging/sequence-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 50;

export interface AuditPage {
  events: AuditEventView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The audit events of the actor's workspace, newest first, one page at a time. Refuses with INVALID_REQUEST or
 * FORBIDDEN.
 */
export async function listAuditEvents(actor: Actor, input: unknown): Promise<Result<AuditPage>> {
  const parsed = parse(listAuditEventsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'audit/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { cursor, ...filter } = parsed.value;
  const where = await buildFilter(workspaceId, filter);
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: sequenceCursor,
    read: (position, take) =>
      db().auditEvent.findMany({
        where: { AND: [where, { id: { lt: position } }] },
        orderBy: { id: 'desc' },
        take,
        select: eventColumns,
      }),
    positionOf: ({ id }) => id,
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ events: await toEventViews(workspaceId, items), nextCursor });
}
