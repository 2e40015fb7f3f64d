import type { Transaction } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { PreparedTransaction } from '@/lib/db/prepared';
import type { Actor, ApiKeyActor, MemberActor } from '@/lib/domain/actor';

/** All audited actions, as `noun.verb`. */
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
  | 'user.begin_passkey'
  | 'user.add_passkey'
  | 'user.rename_passkey'
  | 'user.remove_passkey'
  | 'user.rename'
  | 'user.change_password'
  | 'user.begin_email_change'
  | 'user.cancel_email_change'
  | 'user.change_email'
  | 'user.delete_account'
  | 'user.end_session'
  | 'user.switch_workspace'
  | 'user.end_other_sessions'
  | 'staff.create'
  | 'staff.choose_password'
  | 'staff.link_openid'
  | 'staff.change_role'
  | 'staff.disable'
  | 'staff.reset'
  | 'workspace.create'
  | 'workspace.rename'
  | 'workspace.close'
  | 'workspace.reopen'
  | 'workspace.delete'
  | 'workspace.set_allowlist'
  | 'workspace.set_contact_email'
  | 'workspace.set_low_balance'
  | 'workspace.set_leak_response'
  | 'workspace.require_second_factor'
  | 'workspace.remove_second_factor'
  | 'workspace.reveal_callback_secret'
  | 'workspace.rotate_callback_secret'
  | 'member.invite'
  | 'member.withdraw_invitation'
  | 'member.join'
  | 'member.change_role'
  | 'member.remove'
  | 'member.leave'
  | 'member.dismiss_first_steps'
  | 'member.transfer_ownership'
  | 'api_key.create'
  | 'api_key.rename'
  | 'api_key.annotate'
  | 'api_key.change_scopes'
  | 'api_key.set_expiry'
  | 'api_key.set_purpose'
  | 'api_key.set_rotation_reminder'
  | 'api_key.set_rate_limit'
  | 'api_key.set_allowlist'
  | 'api_key.set_limits'
  | 'api_key.set_signing'
  | 'api_key.replace_signing_secret'
  | 'api_key.disable'
  | 'api_key.enable'
  | 'api_key.rotate'
  | 'api_key.export'
  | 'api_key.start_bulk_action'
  | 'api_key.end_bulk_action'
  | 'api_key.reveal'
  | 'api_key.retire_secret'
  | 'api_key.retire_signing_secret'
  | 'api_key.revoke'
  | 'api_key.warn_of_expiry'
  | 'api_key.remind_of_rotation'
  | 'api_key.report_leak'
  | 'webhook.create'
  | 'webhook.change'
  | 'webhook.pause'
  | 'webhook.resume'
  | 'webhook.rotate_secret'
  | 'webhook.reveal_secret'
  | 'webhook.delete'
  | 'webhook.send_test'
  | 'webhook.replay'
  | 'webhook.replay_failed'
  | 'webhook_settings.change'
  | 'webhook_settings.rotate_secret'
  | 'messages.send'
  | 'messages.send_test'
  | 'messages.refund'
  | 'messages.cancel'
  | 'voice_calls.start'
  | 'voice_calls.cancel'
  | 'voice_calls.refund'
  | 'verifications.start'
  | 'verifications.check'
  | 'lookups.run'
  | 'lookups.start'
  | 'lookups.refund'
  | 'email_checks.run'
  | 'wallet.credit'
  | 'wallet.export'
  | 'wallet.warn_of_low_balance'
  | 'payment.start'
  | 'payment.fail'
  | 'payment.reverse'
  | 'price.import'
  | 'impersonation.set_access'
  | 'impersonation.grant_request'
  | 'impersonation.refuse_request'
  | 'impersonation.grant_extension'
  | 'impersonation.refuse_extension'
  | 'impersonation.start'
  | 'impersonation.ask_to_act'
  | 'impersonation.ask_to_extend'
  | 'impersonation.end'
  | 'support.identify_key'
  | 'support.read_summary'
  | 'messages.export'
  | 'usage.export'
  | 'audit.export';

export interface AuditEntry {
  action: AuditAction;
  /** The id of the target. */
  targetId?: string;
  /** The workspace, if the actor has none yet or acts in another one. */
  workspaceId?: string;
  /** The impersonation session that the event is about, and its member. */
  impersonation?: { id: string; subjectId: string };
  /** What changed. Never a secret. */
  detail?: Prisma.InputJsonObject;
}

function actorColumns(actor: Actor) {
  switch (actor.kind) {
    case 'member':
      return { actorKind: actor.kind, actorId: actor.userId, workspaceId: actor.workspaceId };
    case 'user':
      return { actorKind: 'member' as const, actorId: actor.userId, workspaceId: null };
    case 'apiKey':
      return { actorKind: actor.kind, actorId: actor.keyId, workspaceId: actor.workspaceId };
    case 'staff':
      return { actorKind: actor.kind, actorId: actor.userId, workspaceId: null };
    case 'impersonated':
      return {
        actorKind: actor.kind,
        actorId: actor.agentId,
        subjectId: actor.userId,
        impersonationId: actor.impersonationId,
        workspaceId: actor.workspaceId,
      };
    case 'system':
      return { actorKind: actor.kind, actorId: null, workspaceId: null };
  }
}

function toRow(actor: Actor, { workspaceId, impersonation, action, targetId, detail }: AuditEntry) {
  const columns = actorColumns(actor);
  return {
    ...columns,
    ...(impersonation && { impersonationId: impersonation.id, subjectId: impersonation.subjectId }),
    workspaceId: workspaceId ?? columns.workspaceId,
    address: actor.address,
    action,
    targetId: targetId ?? null,
    detail: detail ?? {},
  };
}

/** Records who did what, in the transaction that does it. */
export async function recordAudit(tx: Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({ data: toRow(actor, entry), select: { id: true } });
}

/** Records many events in one statement. */
export async function recordAudits(tx: Transaction, actor: Actor, entries: AuditEntry[]): Promise<void> {
  await tx.auditEvent.createMany({ data: entries.map((entry) => toRow(actor, entry)) });
}

const INSERT_EVENT = {
  name: 'audit',
  text: `
    INSERT INTO audit_events (workspace_id, actor_kind, actor_id, address, action, target_id, detail)
    VALUES ($1, $2, $3, $4, $5, $6, $7)`,
};

/** Records an event in a transaction that does not use Prisma. */
export function recordAuditPrepared(
  tx: PreparedTransaction,
  actor: ApiKeyActor | MemberActor,
  entry: AuditEntry,
): void {
  const { workspaceId, actorKind, actorId, address, action, targetId, detail } = toRow(actor, entry);
  tx.run(INSERT_EVENT, [workspaceId, actorKind, actorId, address, action, targetId, detail]);
}
