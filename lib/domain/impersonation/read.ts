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

/** The path of a key's page. */
const KEY_PATH = /\/(key_[0-9A-Za-z]{22})(?:\/|$)/;

/** A page that the agent opened, or another request. */
export interface RequestView {
  path: string;
  /** The permission that a request needs; null for a page. */
  verb: string | null;
  targetId: string | null;
  /** The key of the workspace that it is about, with its label now. */
  key: { id: string; label: string } | null;
  at: Date;
}

export interface ImpersonationDetails extends ImpersonationView {
  /** The pages that the agent opened and the other requests that they made, oldest first. */
  requests: RequestView[];
  /** The cursor of the next requests; null when these are the last. */
  nextCursor: string | null;
  /** The latest changes that the agent made, newest first. */
  changed: AuditEventView[];
}

function keyIdOf({ path, targetId }: Pick<RequestView, 'path' | 'targetId'>): string {
  return targetId ?? KEY_PATH.exec(path)?.[1] ?? '';
}

/** The requests with the keys that they are about. */
async function withKeys(
  workspaceId: string,
  requests: readonly Omit<RequestView, 'key'>[],
): Promise<RequestView[]> {
  const keys = await db().apiKey.findMany({
    where: { workspaceId, id: { in: [...new Set(requests.map(keyIdOf))] } },
    select: { id: true, label: true },
  });
  const byId = new Map(keys.map((key) => [key.id, key]));
  return requests.map((request) => ({ ...request, key: byId.get(keyIdOf(request)) ?? null }));
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
    requests: await withKeys(
      workspaceId,
      items.map(({ id: _, ...request }) => request),
    ),
    nextCursor,
    changed: await toEventViews(workspaceId, events),
  });
}
