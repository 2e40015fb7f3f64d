import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { type TimePosition, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { literally } from '@/lib/domain/text/literally';
import {
  type OwnWorkspace,
  ownWorkspaceColumns,
  toOwnWorkspace,
} from '@/lib/domain/workspaces/own-workspace';
import { listOwnWorkspacesSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result } from '@/lib/errors';

export interface OwnWorkspacePage {
  workspaces: OwnWorkspace[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

const columns = { ...ownWorkspaceColumns, createdAt: true } as const satisfies Prisma.MembershipSelect;

type Row = Prisma.MembershipGetPayload<{ select: typeof columns }>;

function afterPosition(position: TimePosition | undefined): Prisma.MembershipWhereInput {
  if (!position) return {};
  const { at, id } = position;
  return { OR: [{ createdAt: { lt: at } }, { createdAt: at, workspaceId: { lt: id } }] };
}

/**
 * The workspaces that the actor is a member of, the one they joined last first, one page at a time. `search` looks for a
 * part of the name. Refuses with INVALID_REQUEST or NOT_FOR_SUPPORT.
 */
export async function listOwnWorkspaces(actor: Actor, input: unknown): Promise<Result<OwnWorkspacePage>> {
  const parsed = parse(listOwnWorkspacesSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeCustomer(actor, 'workspaces/list-own');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { search, limit, cursor } = parsed.value;
  const named = search
    ? { workspace: { name: { contains: literally(search), mode: 'insensitive' as const } } }
    : {};
  const page = await paginate({
    cursor,
    limit,
    format: timeCursor,
    read: (position, take) =>
      db().membership.findMany({
        where: { userId: person.userId, ...named, ...afterPosition(position) },
        orderBy: [{ createdAt: 'desc' }, { workspaceId: 'desc' }],
        take,
        select: columns,
      }),
    positionOf: ({ createdAt, workspace }: Row) => ({ at: createdAt, id: workspace.id }),
  });
  if (!page.ok) return page;
  const workspaces = page.value.items.map((row) => toOwnWorkspace(row, person));
  return ok({ workspaces, nextCursor: page.value.nextCursor });
}
