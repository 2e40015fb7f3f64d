import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { CustomerActor, SystemActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { credit, SANDBOX_ALLOWANCE } from '@/lib/domain/wallet/credit';
import { newId } from '@/lib/ids';

/** Adds a workspace that a user owns, with play money in its sandbox, and returns its id. */
export async function insertWorkspace(
  tx: Transaction,
  actor: SystemActor | CustomerActor,
  { name, ownerId, currency }: { name: string; ownerId: string; currency: string },
): Promise<string> {
  const id = newId('ws');
  await tx.workspace.create({
    data: {
      id,
      name,
      currency,
      createdAt: now(),
      memberships: { create: { userId: ownerId, role: 'owner', createdAt: now() } },
    },
    select: { id: true },
  });
  await recordAudit(tx, actor, {
    action: 'workspace.create',
    targetId: id,
    workspaceId: id,
    detail: { name, sandboxAllowance: SANDBOX_ALLOWANCE.toString() },
  });
  await credit(tx, { workspaceId: id, environment: 'sandbox', amount: SANDBOX_ALLOWANCE });
  return id;
}
