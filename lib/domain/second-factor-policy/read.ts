import { db } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { policyColumns, type SecondFactorPolicy } from '@/lib/domain/factors/due';
import { ok, type Result } from '@/lib/errors';

/** Whether the actor's workspace requires a second factor; null if it does not. Refuses with FORBIDDEN. */
export async function readSecondFactorPolicy(actor: Actor): Promise<Result<SecondFactorPolicy | null>> {
  const authorized = authorizeInWorkspace(actor, 'second-factor-policy/read');
  if (!authorized.ok) return authorized;
  const { workspaceId } = authorized.value;
  return ok(await db().secondFactorPolicy.findUnique({ where: { workspaceId }, select: policyColumns }));
}
