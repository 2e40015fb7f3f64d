import type { z } from 'zod';
import { DAY, HOUR, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { type AccessPolicy, accessColumns } from '@/lib/domain/impersonation/access-policy';
import { type SupportAccessView, toAccessView } from '@/lib/domain/impersonation/read-access';
import { recordEnd } from '@/lib/domain/impersonation/record-end';
import { setSupportAccessSchema } from '@/lib/domain/impersonation/schema';
import { openImpersonations, validityColumns } from '@/lib/domain/impersonation/session-validity';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { ok, type Result } from '@/lib/errors';

type Choice = z.output<typeof setSupportAccessSchema>['access'];

function policyOf(choice: Choice, at: Date): AccessPolicy {
  const until = (ms: number) => new Date(at.getTime() + ms);
  switch (choice) {
    case 'never':
    case 'view':
    case 'ask':
      return { supportAccess: choice, supportActsUntil: null };
    case 'hour':
      return { supportAccess: 'ask', supportActsUntil: until(HOUR) };
    case 'day':
      return { supportAccess: 'ask', supportActsUntil: until(DAY) };
  }
}

async function endImpersonations(tx: Transaction, actor: WorkspaceActor, at: Date): Promise<void> {
  const impersonations = await tx.impersonationSession.findMany({
    where: { workspaceId: actor.workspaceId, endedAt: null },
    select: validityColumns,
  });
  const end = { endReason: 'customer', endedAt: at, endedById: actor.userId } as const;
  for (const impersonation of impersonations) await recordEnd(tx, actor, impersonation, end);
}

/** Refuses open requests to make changes and withdraws granted ones, because support may now only view. */
async function refuseRequests(tx: Transaction, actor: WorkspaceActor, at: Date): Promise<void> {
  await tx.impersonationSession.updateMany({
    where: {
      ...openImpersonations(at),
      workspaceId: actor.workspaceId,
      actAskedAt: { not: null },
      OR: [{ actGranted: null }, { actGranted: true }],
    },
    data: { actGranted: false, actAnsweredAt: at, actAnsweredById: actor.userId },
  });
}

/**
 * Sets what support may do in the actor's workspace. It takes effect at once: `never` ends the open sessions, and `view`
 * withdraws every permission to make changes.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function setSupportAccess(actor: Actor, input: unknown): Promise<Result<SupportAccessView>> {
  const parsed = parse(setSupportAccessSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'impersonation/set-access');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const where = { id: member.workspaceId };
  return transact(member, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${where.id} FOR NO KEY UPDATE`;
    const at = now();
    const before = toAccessView(await tx.workspace.findUniqueOrThrow({ where, select: accessColumns }));
    const data = policyOf(parsed.value.access, at);
    if (data.supportAccess === 'never') await endImpersonations(tx, member, at);
    const after = toAccessView(await tx.workspace.update({ where, data, select: accessColumns }));
    if (after.access === 'view') await refuseRequests(tx, member, at);
    const stored = ({ access, actsUntil }: SupportAccessView) => ({
      access,
      actsUntil: actsUntil?.toISOString() ?? null,
    });
    await recordAudit(tx, member, {
      action: 'impersonation.set_access',
      targetId: where.id,
      detail: { from: stored(before), to: stored(after) },
    });
    return ok(after);
  });
}
