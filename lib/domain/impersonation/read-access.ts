import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { SupportAccess } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { type AccessPolicy, accessColumns, actsUntil } from '@/lib/domain/impersonation/access-policy';
import { ok, type Result } from '@/lib/errors';

/** What support may do in a workspace. */
export interface SupportAccessView {
  access: SupportAccess;
  /** Until when support may make changes without asking; null when it must ask. */
  actsUntil: Date | null;
}

/** The stored policy as pages show it. */
export function toAccessView(policy: AccessPolicy): SupportAccessView {
  return { access: policy.supportAccess, actsUntil: actsUntil(policy, now()) };
}

/** What support may do in the actor's workspace. Refuses with FORBIDDEN. */
export async function readSupportAccess(actor: Actor): Promise<Result<SupportAccessView>> {
  const authorized = authorizeInWorkspace(actor, 'impersonation/read-access');
  if (!authorized.ok) return authorized;
  const where = { id: authorized.value.workspaceId };
  return ok(toAccessView(await db().workspace.findUniqueOrThrow({ where, select: accessColumns })));
}
