import { db } from '@/lib/db/client';
import type { Environment } from '@/lib/db/generated/enums';
import { credit } from '@/lib/domain/wallet/credit';
import { newId } from '@/lib/ids';

/** Adds play money, or real money, to a workspace. The amount is in millionths of the currency unit. */
export async function giveMoney(
  workspaceId: string,
  amount: bigint,
  environment: Environment = 'sandbox',
): Promise<void> {
  await db().$transaction((tx) => credit(tx, { workspaceId, environment, amount }));
}

/** A workspace's balances, and the sums of its ledger that they must equal. */
export async function readMoney(workspaceId: string) {
  const { liveBalance, sandboxBalance } = await db().workspace.findUniqueOrThrow({
    where: { id: workspaceId },
  });
  const sums = await db().ledgerEntry.groupBy({
    by: ['environment'],
    where: { workspaceId },
    _sum: { amount: true },
  });
  const sumOf = (environment: Environment) =>
    sums.find((sum) => sum.environment === environment)?._sum.amount ?? 0n;
  return {
    live: { balance: liveBalance, ledger: sumOf('live') },
    sandbox: { balance: sandboxBalance, ledger: sumOf('sandbox') },
  };
}

/** A payment of 25 euros that nobody has made yet, and its id. */
export async function makePayment(workspaceId: string): Promise<string> {
  const id = newId('pay');
  await db().payment.create({ data: { id, workspaceId, amount: 25_000_000n, currency: 'EUR' } });
  return id;
}
