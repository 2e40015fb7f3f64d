import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { factorColumns, factorsOf } from '@/lib/domain/factors/factors';
import { listMembersSchema } from '@/lib/domain/members/schema';
import { paginate } from '@/lib/domain/paging/paginate';
import { type TimePosition, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { literally } from '@/lib/domain/text/literally';
import { ok, type Result } from '@/lib/errors';

/** A member, as the other members see them. */
export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
  emailVerified: boolean;
  disabled: boolean;
  hasSecondFactor: boolean;
  joinedAt: Date;
  /** In this workspace; null if they have not signed in to it for long. */
  lastSeenAt: Date | null;
  /** How many API keys of the workspace they have created. */
  keysCreated: number;
}

export interface MemberPage {
  members: Member[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

const columns = {
  userId: true,
  role: true,
  createdAt: true,
  user: {
    select: {
      name: true,
      email: true,
      emailVerifiedAt: true,
      disabledAt: true,
      ...factorColumns,
    },
  },
  sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
} as const satisfies Prisma.MembershipSelect;

type Row = Prisma.MembershipGetPayload<{ select: typeof columns }>;

function afterPosition(position: TimePosition | undefined): Prisma.MembershipWhereInput {
  if (!position) return {};
  const { at, id } = position;
  return { OR: [{ createdAt: { lt: at } }, { createdAt: at, userId: { lt: id } }] };
}

function matching(search: string | undefined): Prisma.MembershipWhereInput {
  if (!search) return {};
  const contains = { contains: literally(search), mode: 'insensitive' } as const;
  return { user: { OR: [{ name: contains }, { email: contains }] } };
}

async function countKeys(workspaceId: string, rows: readonly Row[]): Promise<Map<string, number>> {
  const counts = await db().apiKey.groupBy({
    by: ['createdById'],
    where: { workspaceId, createdById: { in: rows.map(({ userId }) => userId) } },
    _count: true,
  });
  return new Map(counts.flatMap(({ createdById, _count }) => (createdById ? [[createdById, _count]] : [])));
}

/**
 * The members of the actor's workspace, those who joined last first, one page at a time. `search` looks for a part of the
 * name or the address. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listMembers(actor: Actor, input: unknown): Promise<Result<MemberPage>> {
  const parsed = parse(listMembersSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'members/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { search, role, limit, cursor } = parsed.value;
  const page = await paginate({
    cursor,
    limit,
    format: timeCursor,
    read: (position, take) =>
      db().membership.findMany({
        where: { workspaceId, ...(role && { role }), AND: [matching(search), afterPosition(position)] },
        orderBy: [{ createdAt: 'desc' }, { userId: 'desc' }],
        take,
        select: columns,
      }),
    positionOf: ({ createdAt, userId }: Row) => ({ at: createdAt, id: userId }),
  });
  if (!page.ok) return page;
  const { items, nextCursor } = page.value;
  const keys = await countKeys(workspaceId, items);
  const members = items.map(({ userId, role: itsRole, createdAt, user, sessions: [session] }) => ({
    userId,
    name: user.name,
    email: user.email,
    role: itsRole,
    emailVerified: user.emailVerifiedAt !== null,
    disabled: user.disabledAt !== null,
    hasSecondFactor: factorsOf(user).on,
    joinedAt: createdAt,
    lastSeenAt: session?.lastSeenAt ?? null,
    keysCreated: keys.get(userId) ?? 0,
  }));
  return ok({ members, nextCursor });
}
