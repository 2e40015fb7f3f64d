import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { ok, type Result } from '@/lib/errors';

/** An invitation that nobody has accepted. */
export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  sentAt: Date;
  expiresAt: Date;
  isExpired: boolean;
}

/** The open invitations of the actor's workspace, newest first. There are at most about a hundred. Refuses with FORBIDDEN. */
export async function listInvitations(actor: Actor): Promise<Result<InvitationView[]>> {
  const authorized = authorizeInWorkspace(actor, 'invitations/list');
  if (!authorized.ok) return authorized;
  const rows = await db().invitation.findMany({
    where: { workspaceId: authorized.value.workspaceId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true, email: true, role: true, createdAt: true, expiresAt: true },
  });
  const time = now();
  return ok(
    rows.map(({ createdAt, ...row }) => ({ ...row, sentAt: createdAt, isExpired: row.expiresAt <= time })),
  );
}
