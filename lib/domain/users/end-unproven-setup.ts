import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { SystemActor } from '@/lib/domain/actor';
import { recordAudits } from '@/lib/domain/audit/record';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { validityColumns } from '@/lib/domain/impersonation/session-validity';
import { recordKeyEvent } from '@/lib/domain/webhook-events/record-key-event';

/** The workspaces that a user owns and that have no other member with a confirmed address. */
async function soleWorkspaces(tx: Transaction, userId: string): Promise<string[]> {
  const owned = await tx.membership.findMany({
    where: {
      userId,
      role: 'owner',
      workspace: {
        memberships: { none: { userId: { not: userId }, user: { emailVerifiedAt: { not: null } } } },
      },
    },
    select: { workspaceId: true },
  });
  return owned.map(({ workspaceId }) => workspaceId);
}

async function revokeKeys(
  tx: Transaction,
  guest: SystemActor,
  userId: string,
  workspaceIds: string[],
): Promise<number> {
  const revoked = await tx.apiKey.updateManyAndReturn({
    where: { revokedAt: null, OR: [{ createdById: userId }, { workspaceId: { in: workspaceIds } }] },
    data: { revokedAt: now(), revokedById: userId },
    select: { id: true, workspaceId: true, label: true, environment: true, expiresAt: true },
  });
  const entries = revoked.map(({ id, workspaceId, label, environment }) => ({
    action: 'api_key.revoke' as const,
    targetId: id,
    workspaceId,
    detail: { label, environment, because: 'address proven' },
  }));
  await recordAudits(tx, guest, entries);
  for (const key of revoked) await recordKeyEvent(tx, 'api_key.revoked', key);
  return revoked.length;
}

async function deleteWebhooks(
  tx: Transaction,
  guest: SystemActor,
  userId: string,
  workspaceIds: string[],
): Promise<void> {
  const where = { OR: [{ createdById: userId }, { workspaceId: { in: workspaceIds } }] };
  const deleted = await tx.webhookEndpoint.findMany({
    where,
    select: { id: true, workspaceId: true, url: true, environment: true },
  });
  await tx.webhookEndpoint.deleteMany({ where });
  const entries = deleted.map(({ id, workspaceId, ...detail }) => ({
    action: 'webhook.delete' as const,
    targetId: id,
    workspaceId,
    detail: { ...detail, because: 'address proven' },
  }));
  await recordAudits(tx, guest, entries);
}

async function endImpersonations(
  tx: Transaction,
  guest: SystemActor,
  userId: string,
  workspaceIds: string[],
) {
  const impersonations = await tx.impersonationSession.findMany({
    where: { workspaceId: { in: workspaceIds }, endedAt: null },
    select: validityColumns,
  });
  const end = { endReason: 'customer', endedAt: now(), endedById: userId } as const;
  for (const impersonation of impersonations) await recordEnd(tx, guest, impersonation, end);
}

/** What was removed, for the audit log. */
export interface EndedSetup {
  secondFactorRemoved: boolean;
  keysRevoked: number;
}

/**
 * Removes what was set up in a user's name before the address was confirmed, because somebody else may have done it:
 * the second factor, passkeys and recovery codes, API keys, webhook endpoints, and the name and settings of the workspaces
 * without other confirmed members. The caller ends sessions, known browsers and links, as at every reset.
 */
export async function endUnprovenSetup(
  tx: Transaction,
  guest: SystemActor,
  { userId, workspaceName }: { userId: string; workspaceName: string },
): Promise<EndedSetup> {
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  const passkeys = await tx.passkey.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const workspaceIds = await soleWorkspaces(tx, userId);
  const keysRevoked = await revokeKeys(tx, guest, userId, workspaceIds);
  await deleteWebhooks(tx, guest, userId, workspaceIds);
  await endImpersonations(tx, guest, userId, workspaceIds);
  await tx.workspace.updateMany({
    where: { id: { in: workspaceIds } },
    data: {
      name: workspaceName,
      allowlist: [],
      contactEmail: null,
      supportAccess: 'ask',
      supportActsUntil: null,
      leakResponse: 'disable',
    },
  });
  return { secondFactorRemoved: count + passkeys.count > 0, keysRevoked };
}
