import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { requireUnchanged } from '@/lib/domain/require-unchanged';
import { transact } from '@/lib/domain/transact';
import { renameWorkspaceSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result } from '@/lib/errors';

/**
 * Gives the actor's workspace another name. Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, or CONFLICT if the
 * name is no longer `from`.
 */
export async function renameWorkspace(
  actor: Actor,
  input: unknown,
): Promise<Result<{ workspaceName: string }>> {
  const parsed = parse(renameWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'workspaces/rename');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { workspaceName, from } = parsed.value;
  const where = { id: member.workspaceId };
  return transact(member, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${where.id} FOR NO KEY UPDATE`;
    const { name } = await tx.workspace.findUniqueOrThrow({ where, select: { name: true } });
    const unchanged = requireUnchanged(name, from);
    if (!unchanged.ok) return unchanged;
    if (name === workspaceName) return ok({ workspaceName });
    await tx.workspace.update({ where, data: { name: workspaceName }, select: { id: true } });
    await recordAudit(tx, member, {
      action: 'workspace.rename',
      targetId: where.id,
      detail: { from: name, to: workspaceName },
    });
    return ok({ workspaceName });
  });
}
