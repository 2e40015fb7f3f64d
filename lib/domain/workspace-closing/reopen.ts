import { now } from '@/lib/clock';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { enterWorkspace } from '@/lib/domain/sessions/enter-workspace';
import { transact } from '@/lib/domain/transact';
import { reopenedMail } from '@/lib/domain/workspace-closing/mail';
import { mailMembers } from '@/lib/domain/workspace-closing/mail-members';
import { switchWorkspaceSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result, refuse } from '@/lib/errors';

/**
 * Opens a closed workspace again, before its data is deleted, and continues the actor's session in it. Its keys work from
 * the next request. What was canceled stays canceled.
 *
 * Refuses with INVALID_REQUEST, NOT_FOR_SUPPORT, NOT_FOUND for a workspace that the actor does not own, or CONFLICT for one
 * that is open or whose time is over.
 */
export async function reopenWorkspace(
  actor: Actor,
  input: unknown,
): Promise<Result<{ workspaceId: string }>> {
  const parsed = parse(switchWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeCustomer(actor, 'workspace-closing/reopen');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId, sessionId } = person;
  const { workspaceId } = parsed.value;
  return transact(person, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
    const workspace = await tx.workspace.findFirst({
      where: { id: workspaceId, memberships: { some: { userId, role: 'owner' } } },
      select: { name: true, closedAt: true, deletesAt: true },
    });
    if (!workspace) return refuse('NOT_FOUND', 'You are not an owner of this workspace.');
    const { name, closedAt, deletesAt } = workspace;
    if (!closedAt || !deletesAt) return refuse('CONFLICT', 'This workspace is open already.');
    if (deletesAt <= now()) return refuse('CONFLICT', 'The data of this workspace is being deleted.');
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { closedAt: null, deletesAt: null, messagesCanceledAt: null },
      select: { id: true },
    });
    await enterWorkspace(tx, { userId, sessionId, workspaceId });
    const { name: by } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
    await mailMembers(tx, workspaceId, (to) => reopenedMail(to, { name, by }));
    await recordAudit(tx, person, {
      action: 'workspace.reopen',
      targetId: workspaceId,
      workspaceId,
      detail: { name, closedAt: closedAt.toISOString() },
    });
    return ok({ workspaceId });
  });
}
