import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { ok, type Result } from '@/lib/errors';

/** What identifies a workspace. */
export interface WorkspaceSettings {
  id: string;
  name: string;
  /** ISO 4217. */
  currency: string;
  createdAt: Date;
}

/** The name and the fixed properties of the actor's workspace. Every role may read them. Refuses others with FORBIDDEN. */
export async function readWorkspaceSettings(actor: Actor): Promise<Result<WorkspaceSettings>> {
  const authorized = authorizeInWorkspace(actor, 'workspaces/settings');
  if (!authorized.ok) return authorized;
  const settings = await db().workspace.findUniqueOrThrow({
    where: { id: authorized.value.workspaceId },
    select: { id: true, name: true, currency: true, createdAt: true },
  });
  return ok(settings);
}
