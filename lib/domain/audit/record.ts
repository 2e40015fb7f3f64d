import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { Actor } from '@/lib/domain/actor';

/** `noun.verb` of everything that is audited. */
export type AuditAction =
  | 'user.sign_up'
  | 'user.sign_in'
  | 'user.sign_out'
  | 'user.verify_email'
  | 'user.request_password_reset'
  | 'user.request_email_verification'
  | 'user.reset_password'
  | 'user.begin_second_factor'
  | 'user.turn_on_second_factor'
  | 'user.turn_off_second_factor'
  | 'user.renew_recovery_codes'
  | 'staff.create'
  | 'staff.choose_password'
  | 'staff.link_openid'
  | 'staff.change_role'
  | 'staff.disable'
  | 'staff.reset'
  | 'workspace.create'
  | 'workspace.set_allowlist'
  | 'workspace.set_contact_email'
  | 'api_key.create'
  | 'api_key.rename'
  | 'api_key.change_scopes'
  | 'api_key.set_expiry'
  | 'api_key.set_rate_limit'
  | 'api_key.set_allowlist'
  | 'api_key.set_limits'
  | 'api_key.set_signing'
  | 'api_key.replace_signing_secret'
  | 'api_key.disable'
  | 'api_key.enable'
  | 'api_key.rotate'
  | 'api_key.retire_secret'
  | 'api_key.revoke'
  | 'api_key.warn_of_expiry'
  | 'message.send'
  | 'message.refund'
  | 'wallet.credit'
  | 'support.set_access'
  | 'support.grant_request'
  | 'support.refuse_request'
  | 'support.start_visit'
  | 'support.ask_to_act'
  | 'support.end_visit'
  | 'support.identify_key'
  | 'support.read_summary'
  | 'audit.export';

export interface AuditEntry {
  action: AuditAction;
  /** What it was done to: an id. */
  targetId?: string;
  /** The workspace, where the actor has none yet or acts on another's behalf. */
  workspaceId?: string;
  /** What the change was; never a secret. */
  detail?: Prisma.InputJsonObject;
}

function actorColumns(actor: Actor) {
  switch (actor.kind) {
    case 'member':
      return { actorKind: actor.kind, actorId: actor.userId, workspaceId: actor.workspaceId };
    case 'apiKey':
      return { actorKind: actor.kind, actorId: actor.keyId, workspaceId: actor.workspaceId };
    case 'staff':
      return { actorKind: actor.kind, actorId: actor.userId, workspaceId: null };
    case 'impersonated':
      return {
        actorKind: actor.kind,
        actorId: actor.agentId,
        subjectId: actor.userId,
        visitId: actor.visitId,
        workspaceId: actor.workspaceId,
      };
    case 'system':
      return { actorKind: actor.kind, actorId: null, workspaceId: null };
  }
}

/** Writes who did what, in the transaction that does it. */
export async function recordAudit(tx: Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  const columns = actorColumns(actor);
  await tx.auditEvent.create({
    data: {
      ...columns,
      workspaceId: entry.workspaceId ?? columns.workspaceId,
      address: actor.address,
      action: entry.action,
      targetId: entry.targetId ?? null,
      detail: entry.detail ?? {},
    },
    select: { id: true },
  });
}
