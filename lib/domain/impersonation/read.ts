import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { type AuditEventView, eventColumns, toEventViews } from '@/lib/domain/audit/event-view';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { readImpersonationSchema } from '@/lib/domain/impersonation/schema';
import {
  IMPERSONATED_CHANGES,
  type ImpersonationView,
  impersonationColumns,
  toImpersonationViews,
} from '@/lib/domain/impersonation/view';
import { paginate } from '@/lib/domain/paging/paginate';
import { sequenceCursor } from '@/lib/domain/paging/sequence-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result, refuse } from '@/lib/errors';

const PAGE_SIZE = 100;

export interface ImpersonationDetails extends ImpersonationView {
  /**
   * The pages that the agent opened and the other requests that they made, oldest first. `verb` is the permission that
   * a request needs, and null for a page.
   */
  requests: Array<{ path: string; verb: string | null; targetId: string | null; at: Date }>;
  /** The cursor of the next requests; null when these are the last. */
  nextCursor: string | null;
  /** The latest changes that the agent made, newest first. */
  changed: AuditEventView[];
}

/**
 * An impersonation session in the actor's workspace, with the agent's requests and changes.
 * Refuses with INVALID_REQUEST, FORBIDDEN, or NOT_FOUND (also for a session of another workspace).
 */
export async function readImpersonation(actor: Actor, input: unknown): Promise<Result<ImpersonationDetails>> {
  const parsed = parse(readImpersonationSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'impersonation/read');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { impersonationId, cursor } = parsed.value;
  const row = await db().impersonationSession.findFirst({
    where: { id: impersonationId, workspaceId },
    select: impersonationColumns,
  });
  const [view] = row ? await toImpersonationViews(workspaceId, [row], now()) : [];
  if (!row || !view) return refuse('NOT_FOUND', 'There is no such support session.');
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: sequenceCursor,
    read: (position, take) =>
      db().impersonatedRequest.findMany({
        where: { impersonationId, impersonation: { workspaceId }, id: { gt: position } },
        orderBy: { id: 'asc' },
        take,
        select: { id: true, path: true, verb: true, targetId: true, at: true },
      }),
    positionOf: ({ id }) => id,
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  const events = await db().auditEvent.findMany({
    where: { ...IMPERSONATED_CHANGES, workspaceId, impersonationId },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE,
    select: eventColumns,
  });
  return ok({
    ...view,
    requests: items.map(({ id: _, ...request }) => request),
    nextCursor,
    changed: await toEventViews(workspaceId, events),
  });
}
