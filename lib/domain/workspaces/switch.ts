import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { enterWorkspace } from '@/lib/domain/sessions/enter-workspace';
import { transact } from '@/lib/domain/transact';
import { switchWorkspaceSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Continues the actor's session in another workspace that they are a member of, from the next request. Their next sign-in
 * opens it, too.
 *
 * Refuses with INVALID_REQUEST, NOT_FOR_SUPPORT, NOT_FOUND for a workspace that the actor is no member of, or CONFLICT for a
 * closed one.
 */
export async function switchWorkspace(
  actor: Actor,
  input: unknown,
): Promise<Result<{ workspaceId: string }>> {
  const parsed = parse(switchWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeCustomer(actor, 'workspaces/switch');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId, sessionId } = person;
  const { workspaceId } = parsed.value;
  return transact(person, async (tx) => {
    const workspace = await tx.workspace.findFirst({
      where: { id: workspaceId, memberships: { some: { userId } } },
      select: { closedAt: true },
    });
    if (!workspace) return refuse('NOT_FOUND', 'You are not a member of this workspace.');
    if (workspace.closedAt) return refuse('CONFLICT', 'This workspace is closed. An owner can reopen it.');
    await enterWorkspace(tx, { userId, sessionId, workspaceId });
    await recordAudit(tx, person, { action: 'user.switch_workspace', targetId: userId, workspaceId });
    return ok({ workspaceId });
  });
}
