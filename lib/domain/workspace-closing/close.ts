import { DAY, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor, MemberActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeMember } from '@/lib/domain/authorize';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { validityColumns } from '@/lib/domain/impersonation/session-validity';
import { changeMembers } from '@/lib/domain/members/change-members';
import { parse } from '@/lib/domain/parse';
import { confirmIdentity } from '@/lib/domain/second-factor/confirm-identity';
import { KEPT_DAYS } from '@/lib/domain/workspace-closing/kept-days';
import { closedMail } from '@/lib/domain/workspace-closing/mail';
import { mailMembers } from '@/lib/domain/workspace-closing/mail-members';
import { closeWorkspaceSchema } from '@/lib/domain/workspace-closing/schema';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';

/** Ends the support sessions in the workspace. */
async function endImpersonations(tx: Transaction, { workspaceId, ...owner }: MemberActor): Promise<void> {
  const open = await tx.impersonationSession.findMany({
    where: { workspaceId, endedAt: null },
    select: validityColumns,
  });
  const end = { endReason: 'customer', endedAt: now(), endedById: owner.userId } as const;
  for (const impersonation of open) await recordEnd(tx, { ...owner, workspaceId }, impersonation, end);
}

/**
 * Closes the actor's workspace, after the owner has typed its name and proved their identity. From the next request, its
 * keys are unknown and its members are signed in to no workspace. Open invitations are withdrawn. The worker cancels the
 * messages that wait. An owner can reopen it for 30 days; then the worker deletes its data (docs/decisions/0044).
 *
 * Refuses with INVALID_REQUEST (also for another name), FORBIDDEN, NOT_FOR_SUPPORT, NOT_FOUND for another
 * workspace than the actor's, TOO_MANY_ATTEMPTS or WRONG_CODE.
 */
export async function closeWorkspace(actor: Actor, input: unknown): Promise<Result<{ deletesAt: Date }>> {
  const parsed = parse(closeWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeMember(actor, 'workspace-closing/close');
  if (!authorized.ok) return authorized;
  const { workspaceId: shownId, workspaceName, ...proof } = parsed.value;
  if (shownId !== authorized.value.workspaceId) {
    return refuse('NOT_FOUND', 'You are signed in to another workspace. Reload the page.');
  }
  const confirmed = await confirmIdentity(authorized.value, proof);
  if (!confirmed.ok) return confirmed;
  return changeMembers(actor, 'workspace-closing/close', async (tx, owner) => {
    const { workspaceId, userId } = owner;
    const { name } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { name: true },
    });
    if (name !== workspaceName) return refuseFields({ workspaceName: `Type “${name}” to confirm.` });
    const closedAt = now();
    const deletesAt = new Date(closedAt.getTime() + KEPT_DAYS * DAY);
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { closedAt, deletesAt, messagesCanceledAt: null },
      select: { id: true },
    });
    const { count: invitations } = await tx.invitation.deleteMany({ where: { workspaceId } });
    const { count: sessions } = await tx.session.updateMany({
      where: { workspaceId },
      data: { workspaceId: null },
    });
    await endImpersonations(tx, owner);
    const { name: by } = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } });
    await mailMembers(tx, workspaceId, (to) => closedMail(to, { name, by, deletesAt }));
    await recordAudit(tx, owner, {
      action: 'workspace.close',
      targetId: workspaceId,
      detail: { name, deletesAt: deletesAt.toISOString(), invitations, sessions },
    });
    return ok({ deletesAt });
  });
}
