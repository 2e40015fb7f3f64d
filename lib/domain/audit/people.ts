import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { ok, type Result } from '@/lib/errors';

const MOST = 200;

/** The members of the actor's workspace by name, for the filter of the audit log. Refuses with FORBIDDEN. */
export async function listAuditPeople(actor: Actor): Promise<Result<Array<{ id: string; name: string }>>> {
  const authorized = authorizeInWorkspace(actor, 'audit/people');
  if (!authorized.ok) return authorized;
  const members = await db().membership.findMany({
    where: { workspaceId: authorized.value.workspaceId },
    orderBy: [{ user: { name: 'asc' } }, { userId: 'asc' }],
    take: MOST,
    select: { user: { select: { id: true, name: true } } },
  });
  return ok(members.map(({ user }) => user));
}
