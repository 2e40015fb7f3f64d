import type { z } from 'zod';
import { DAY, HOUR, now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { finishVisit } from '@/lib/domain/support/finish-visit';
import { accessColumns, type SupportAccessView, toAccessView } from '@/lib/domain/support/read-access';
import { setSupportAccessSchema } from '@/lib/domain/support/schema';
import { endingOf, standingColumns } from '@/lib/domain/support/standing';
import { type AccessPolicy, openVisits } from '@/lib/domain/support/visit-state';
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

async function endVisits(tx: Transaction, actor: WorkspaceActor, at: Date): Promise<void> {
  const visits = await tx.supportVisit.findMany({
    where: { workspaceId: actor.workspaceId, endedAt: null },
    select: standingColumns,
  });
  for (const visit of visits) {
    const ending = endingOf(visit, at) ?? { end: 'customer', at, endedById: actor.userId };
    await finishVisit(tx, actor, visit, ending);
  }
}

/** Takes back what was granted, and answers what is asked, with no: saying yes to a look is not a yes to that. */
async function refuseRequests(tx: Transaction, actor: WorkspaceActor, at: Date): Promise<void> {
  await tx.supportVisit.updateMany({
    where: {
      ...openVisits(at),
      workspaceId: actor.workspaceId,
      actAskedAt: { not: null },
      OR: [{ actGranted: null }, { actGranted: true }],
    },
    data: { actGranted: false, actAnsweredAt: at, actAnsweredById: actor.userId },
  });
}

/**
 * Sets how far support may come into the actor's workspace. It holds at once: `never` ends the visits that go on, and
 * `view` takes back every leave to act.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN or NOT_FOR_SUPPORT.
 */
export async function setSupportAccess(actor: Actor, input: unknown): Promise<Result<SupportAccessView>> {
  const parsed = parse(setSupportAccessSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'support/set-access');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const where = { id: member.workspaceId };
  return transact(member, async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${where.id} FOR NO KEY UPDATE`;
    const at = now();
    const before = toAccessView(await tx.workspace.findUniqueOrThrow({ where, select: accessColumns }));
    const data = policyOf(parsed.value.access, at);
    if (data.supportAccess === 'never') await endVisits(tx, member, at);
    const after = toAccessView(await tx.workspace.update({ where, data, select: accessColumns }));
    if (after.access === 'view') await refuseRequests(tx, member, at);
    const stored = ({ access, actsUntil }: SupportAccessView) => ({
      access,
      actsUntil: actsUntil?.toISOString() ?? null,
    });
    await recordAudit(tx, member, {
      action: 'support.set_access',
      targetId: where.id,
      detail: { from: stored(before), to: stored(after) },
    });
    return ok(after);
  });
}
