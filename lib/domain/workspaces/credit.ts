import type { Actor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { transact } from '@/lib/domain/transact';
import { credit } from '@/lib/domain/wallet/credit';
import type { Money } from '@/lib/domain/wallet/money';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { creditWorkspaceSchema } from '@/lib/domain/workspaces/schema';
import { ok, type Result, refuse } from '@/lib/errors';

export interface BookedCredit {
  workspace: string;
  booked: Money;
  balance: Money;
}

/**
 * Adds a customer's payment to the live balance of their workspace. The amount is a decimal number of currency units.
 * Refuses with INVALID_REQUEST, NOT_FOUND, CONFLICT for a closed workspace, or FORBIDDEN for everyone but Keydesk itself.
 */
export async function creditWorkspace(actor: Actor, input: unknown): Promise<Result<BookedCredit>> {
  const parsed = parse(creditWorkspaceSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeSystem(actor, 'workspaces/credit');
  if (!authorized.ok) return authorized;
  const { workspaceId, amount } = parsed.value;
  return transact(actor, async (tx) => {
    const workspace = await tx.workspace.findUnique({
      where: { id: workspaceId },
      select: { name: true, currency: true, closedAt: true },
    });
    if (!workspace) return refuse('NOT_FOUND', `There is no workspace ${workspaceId}.`);
    if (workspace.closedAt) return refuse('CONFLICT', `The workspace ${workspaceId} is closed.`);
    const { name, currency } = workspace;
    await credit(tx, { workspaceId, environment: 'live', amount });
    await recordAudit(tx, actor, {
      action: 'wallet.credit',
      workspaceId,
      targetId: workspaceId,
      detail: { booked: { amount: toDecimal(amount, RECORDED_DECIMALS), currency } },
    });
    const { liveBalance } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { liveBalance: true },
    });
    return ok({
      workspace: name,
      booked: { amount, currency },
      balance: { amount: liveBalance, currency },
    });
  });
}
