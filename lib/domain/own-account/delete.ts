import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor } from '@/lib/domain/actor';
import { recordAudit, recordAudits } from '@/lib/domain/audit/record';
import { authorizeCustomer } from '@/lib/domain/authorize';
import { withdrawSentInvitations } from '@/lib/domain/members/withdraw-sent';
import { mailAccountNotice } from '@/lib/domain/own-account/notice-mail';
import { solelyOwnedWorkspaces } from '@/lib/domain/own-account/solely-owned-workspaces';
import { noPassword } from '@/lib/domain/passwords/password-hash';
import { withProof } from '@/lib/domain/second-factor/prove';
import { ok, type Result, refuse } from '@/lib/errors';
import { newId } from '@/lib/ids';

/** What the audit log and the pages of keys show instead of the name. */
const DELETED_NAME = 'Deleted account';

/** Locks the user's workspaces, so that their owners stay the same until the transaction ends. */
async function lockWorkspaces(tx: Transaction, userId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM workspaces WHERE id IN (SELECT workspace_id FROM memberships WHERE user_id = ${userId})
    ORDER BY id FOR NO KEY UPDATE`;
}

/** Removes everything that the user can sign in with, and what we know about them. Keys and events keep the id. */
async function erase(tx: Transaction, userId: string): Promise<void> {
  const where = { userId };
  const { email, emailVerifiedAt } = await tx.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, emailVerifiedAt: true },
  });
  // Mails that wait are still sent: one of them says that the account is deleted.
  if (emailVerifiedAt) await tx.mail.deleteMany({ where: { recipient: email, nextAttemptAt: null } });
  await tx.mailRequest.deleteMany({ where });
  await tx.session.deleteMany({ where });
  await tx.membership.deleteMany({ where });
  await tx.oneTimeToken.deleteMany({ where });
  await tx.emailChange.deleteMany({ where });
  await tx.knownBrowser.deleteMany({ where });
  await tx.secondFactor.deleteMany({ where });
  await tx.recoveryCode.deleteMany({ where });
  await tx.passkey.deleteMany({ where });
  await tx.user.updateMany({
    where: { id: userId },
    data: {
      name: DELETED_NAME,
      email: `${newId('usr').toLowerCase()}@deleted.invalid`,
      emailVerifiedAt: null,
      passwordHash: noPassword(),
      disabledAt: now(),
    },
  });
}

/**
 * Deletes the account of a customer's user, who may be in no workspace, after their password and, with a second factor, a
 * code or a passkey. Their sessions end, they leave all workspaces, the invitations that they sent are withdrawn, and their
 * personal data is removed. API keys that they created belong to the workspaces and keep working. Audit events stay and show
 * a neutral name. The address can sign up again.
 *
 * Refuses with INVALID_REQUEST, TOO_MANY_ATTEMPTS, WRONG_CODE, INVALID_CREDENTIALS, FORBIDDEN, NOT_FOR_SUPPORT, or CONFLICT
 * while they are the last owner of a workspace.
 */
export async function deleteAccount(actor: Actor, input: unknown): Promise<Result<null>> {
  const authorized = authorizeCustomer(actor, 'own-account/delete');
  if (!authorized.ok) return authorized;
  const person = authorized.value;
  const { userId } = person;
  return withProof(person, input, async (tx) => {
    await lockWorkspaces(tx, userId);
    const sole = await solelyOwnedWorkspaces(tx, userId);
    if (sole.length > 0) {
      const names = sole.map(({ name }) => `“${name}”`).join(', ');
      return refuse(
        'CONFLICT',
        `You are the only owner of ${names}. Make somebody else an owner, or close the workspace, first.`,
      );
    }
    const memberships = await tx.membership.findMany({
      where: { userId },
      select: { workspaceId: true, role: true },
    });
    await recordAudits(
      tx,
      person,
      memberships.map(({ workspaceId, role }) => ({
        action: 'member.leave' as const,
        targetId: userId,
        workspaceId,
        detail: { role, because: 'account deleted' },
      })),
    );
    await recordAudit(tx, person, { action: 'user.delete_account', targetId: userId });
    await mailAccountNotice(tx, userId, 'deleted');
    await erase(tx, userId);
    for (const { workspaceId } of memberships) {
      await withdrawSentInvitations(tx, person, { workspaceId, userId });
    }
    return ok(null);
  });
}
