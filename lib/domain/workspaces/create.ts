import type { Actor } from '@/lib/domain/actor';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { enterWorkspace } from '@/lib/domain/sessions/enter-workspace';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { insertWorkspace } from '@/lib/domain/workspaces/insert';
import { createWorkspaceSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Creates another workspace that the actor owns, and continues the actor's session in it.
 *
 * Refuses with INVALID_REQUEST, NOT_FOR_SUPPORT or TOO_MANY_ATTEMPTS.
 * @param currency of the new workspace (ISO 4217)
 */
export async function createWorkspace(
  actor: Actor,
  input: unknown,
  currency: string,
): Promise<Result<{ workspaceId: string }>> {
  const parsed = parse(createWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeCustomer(actor, 'workspaces/create');
  if (!authorized.ok) return authorized;
  const owner = authorized.value;
  const { userId, sessionId } = owner;
  // Each workspace gets play money and is kept for long.
  const counted = await countAttempt('workspace', userId, owner);
  if (!counted.ok) return counted;
  return transact(owner, async (tx) => {
    const name = parsed.value.workspaceName;
    const workspaceId = await insertWorkspace(tx, owner, { name, ownerId: userId, currency });
    await enterWorkspace(tx, { userId, sessionId, workspaceId });
    return ok({ workspaceId });
  });
}
