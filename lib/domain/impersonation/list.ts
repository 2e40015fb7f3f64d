import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { listImpersonationsSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations } from '@/lib/domain/impersonation/session-validity';
import {
  type ImpersonationView,
  impersonationColumns,
  toImpersonationViews,
} from '@/lib/domain/impersonation/view';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { ok, type Result } from '@/lib/errors';

const PAGE_SIZE = 20;

export interface ImpersonationPage {
  impersonations: ImpersonationView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

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
  const at = now();
  const state = { open: openImpersonations(at), ended: { NOT: openImpersonations(at) }, all: {} }[which];
  const page = await paginate({
    cursor,
    limit: PAGE_SIZE,
    format: timeCursor,
    read: (position, take) =>
      db().impersonationSession.findMany({
        where: {
          workspaceId,
          AND: [state, after(position, (startedAt) => ({ startedAt }))],
        },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        take,
        select: impersonationColumns,
      }),
    positionOf: ({ startedAt, id }) => ({ at: startedAt, id }),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  return ok({ impersonations: await toImpersonationViews(workspaceId, items, at), nextCursor });
}
