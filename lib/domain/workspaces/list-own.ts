import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { paginate } from '@/lib/domain/paging/paginate';
import { type TimePosition, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { listOwnWorkspacesSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result } from '@/lib/errors';

/** A workspace of the person who asks. */
export interface OwnWorkspace {
  id: string;
  name: string;
  role: Role;
  /** Whether their session is in it. */
  isCurrent: boolean;
  /** When its data is deleted, if it is closed; null while it is open. */
  deletesAt: Date | null;
}

export interface OwnWorkspacePage {
  workspaces: OwnWorkspace[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

const columns = {
  role: true,
  createdAt: true,
  workspace: { select: { id: true, name: true, deletesAt: true } },
} as const satisfies Prisma.MembershipSelect;

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
  const named = search ? { workspace: { name: { contains: search, mode: 'insensitive' as const } } } : {};
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
  const current = person.kind === 'member' ? person.workspaceId : null;
  const workspaces = page.value.items.map(({ role, workspace }) => ({
    ...workspace,
    role,
    isCurrent: workspace.id === current,
  }));
  return ok({ workspaces, nextCursor: page.value.nextCursor });
}
