import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import type { Actor } from '@/lib/domain/actor';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import type { Money } from '@/lib/domain/wallet/money';
import { ok, type Result } from '@/lib/errors';

/** The balances of a workspace. */
export interface Balances extends Record<Environment, Money> {
  /** The live balance that counts as low; null: none. */
  lowBalance: Money | null;
}

/** Whether the live balance is below the limit. There is no limit for play money. */
export function isLow({ live, lowBalance }: Balances): boolean {
  return lowBalance !== null && live.amount < lowBalance.amount;
}

/** The balances of the actor's workspace. Every role may read them. Refuses others with FORBIDDEN. */
export async function readBalances(actor: Actor): Promise<Result<Balances>> {
  const authorized = authorizeInWorkspace(actor, 'balance/summary');
  if (!authorized.ok) return authorized;
  const { currency, liveBalance, sandboxBalance, lowBalance } = await db().workspace.findUniqueOrThrow({
    where: { id: authorized.value.workspaceId },
    select: { currency: true, liveBalance: true, sandboxBalance: true, lowBalance: true },
  });
  const money = (amount: bigint) => ({ amount, currency });
  return ok({
    live: money(liveBalance),
    sandbox: money(sandboxBalance),
    lowBalance: lowBalance === null ? null : money(lowBalance),
  });
}
