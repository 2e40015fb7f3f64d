import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import {
  type OwnWorkspace,
  ownWorkspaceColumns,
  toOwnWorkspace,
} from '@/lib/domain/workspaces/own-workspace';
import { switchWorkspaceSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/** One workspace of the actor. Refuses with INVALID_REQUEST, NOT_FOR_SUPPORT, or NOT_FOUND for one of others. */
export async function readOwnWorkspace(actor: Actor, input: unknown): Promise<Result<OwnWorkspace>> {
  const parsed = parse(switchWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeCustomer(actor, 'workspaces/read-own');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const membership = await db().membership.findUnique({
    where: { workspaceId_userId: { workspaceId: parsed.value.workspaceId, userId: person.userId } },
    select: ownWorkspaceColumns,
  });
  if (!membership) return refuse('NOT_FOUND', 'You are not a member of this workspace.');
  return ok(toOwnWorkspace(membership, person));
}
