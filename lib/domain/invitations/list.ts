import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { listInvitationsSchema } from '@/lib/domain/invitations/schema';
import { paginate } from '@/lib/domain/paging/paginate';
import { after, timeCursor } from '@/lib/domain/paging/time-cursor';
import { parse } from '@/lib/domain/parse';
import { literally } from '@/lib/domain/text/literally';
import { ok, type Result } from '@/lib/errors';

/** An invitation that nobody has accepted. */
export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  /** The name of the member who sent it last; null if an earlier version of Keydesk sent it. */
  invitedBy: string | null;
  sentAt: Date;
  expiresAt: Date;
  isExpired: boolean;
}

export interface InvitationPage {
  invitations: InvitationView[];
  /** The cursor of the next page; null on the last page. */
  nextCursor: string | null;
}

/**
 * The invitations of the actor's workspace that nobody has accepted, those sent last first, one page at a time. `search` looks
 * for a part of the address. Refuses with INVALID_REQUEST or FORBIDDEN.
 */
export async function listInvitations(actor: Actor, input: unknown): Promise<Result<InvitationPage>> {
  const parsed = parse(listInvitationsSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'invitations/list');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  const { search, limit, cursor } = parsed.value;
  const email = search ? { email: { contains: literally(search), mode: 'insensitive' as const } } : {};
  const page = await paginate({
    cursor,
    limit,
    format: timeCursor,
    read: (position, take) =>
      db().invitation.findMany({
        where: { workspaceId, ...email, AND: [after(position, (createdAt) => ({ createdAt }))] },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take,
        select: {
          id: true,
          email: true,
          role: true,
          createdAt: true,
          expiresAt: true,
          invitedBy: { select: { name: true } },
        },
      }),
    positionOf: ({ createdAt, id }) => ({ at: createdAt, id }),
  });
  if (!page.ok) return page;
  const time = now();
  const invitations = page.value.items.map(({ createdAt, invitedBy, ...row }) => ({
    ...row,
    invitedBy: invitedBy?.name ?? null,
    sentAt: createdAt,
    isExpired: row.expiresAt <= time,
  }));
  return ok({ invitations, nextCursor: page.value.nextCursor });
}
