import type { Prisma } from '@/lib/db/generated/client';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { type AuditAction, recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { Verb } from '@/lib/domain/permissions';
import { transact } from '@/lib/domain/transact';
import {
  type SecuritySettings,
  securityColumns,
  toSecuritySettings,
} from '@/lib/domain/workspaces/security-settings';
import { ok, type Result } from '@/lib/errors';

export interface SettingsChange {
  action: AuditAction;
  data: Prisma.WorkspaceUpdateInput;
  /** What changed, for the audit log. */
  detail: Prisma.InputJsonObject;
}

/**
 * Changes settings of the actor's workspace and audits it, in one transaction. `decide` gets the locked settings and
 * returns the change.
 *
 * Refuses with FORBIDDEN, VIEW_ONLY or NOT_FOR_SUPPORT as the permission table says, or as `decide` does.
 */
export async function changeSettings(
  actor: Actor,
  verb: Verb,
  decide: (before: SecuritySettings, actor: WorkspaceActor) => Result<SettingsChange>,
): Promise<Result<SecuritySettings>> {
  const authorized = authorizeInWorkspace(actor, verb);
  if (!authorized.ok) return authorized;
  const changer = authorized.value;
  return transact(changer, async (tx) => {
    const where = { id: changer.workspaceId };
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${where.id} FOR NO KEY UPDATE`;
    const before = await tx.workspace.findUniqueOrThrow({ where, select: securityColumns });
    const decided = decide(toSecuritySettings(before), changer);
    if (!decided.ok) return decided;
    const { data, action, detail } = decided.value;
    const changed = await tx.workspace.update({ where, data, select: securityColumns });
    await recordAudit(tx, changer, { action, targetId: where.id, detail });
    return ok(toSecuritySettings(changed));
  });
}
