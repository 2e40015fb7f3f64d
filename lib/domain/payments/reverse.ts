import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { ReversalReason } from '@/lib/db/generated/enums';
import type { SystemActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { recordLowBalance } from '@/lib/domain/balance-notices/record-low-balance';
import { lockPayment } from '@/lib/domain/payments/lock';
import { fromMinorUnits } from '@/lib/domain/payments/minor-units';
import { transact } from '@/lib/domain/transact';
import { addEntries } from '@/lib/domain/wallet/add-entries';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result } from '@/lib/errors';
import { log } from '@/lib/log';

/** A refund or a dispute, as Stripe tells it now. */
export interface StripeReversal {
  /** At Stripe. */
  id: string;
  reason: ReversalReason;
  intentId: string;
  /** In Stripe's units. */
  amount: number;
  /** ISO 4217, in lower case. */
  currency: string;
  /** Whether Stripe has taken the money: not after a failed refund or a dispute that was won. */
  isTaken: boolean;
}

type Payment = NonNullable<Awaited<ReturnType<typeof lockPayment>>>;

async function move(
  tx: Transaction,
  actor: SystemActor,
  payment: Payment,
  change: { id: string; reason: ReversalReason; amount: bigint; asked: bigint },
): Promise<void> {
  const { id: paymentId, workspaceId, currency } = payment;
  const { id, reason, amount, asked } = change;
  const ledger = { workspaceId, environment: 'live' } as const;
  if (amount !== 0n) await addEntries(tx, ledger, [{ kind: 'reversal', amount, paymentId }]);
  await recordAudit(tx, actor, {
    action: 'payment.reverse',
    workspaceId,
    targetId: paymentId,
    detail: {
      reason,
      stripe: id,
      asked: { amount: toDecimal(asked, RECORDED_DECIMALS), currency },
      booked: { amount: toDecimal(amount, RECORDED_DECIMALS), currency },
    },
  });
}

/** Takes from the balance what Stripe took back, as far as the balance covers it: it is never below zero. */
async function take(tx: Transaction, actor: SystemActor, payment: Payment, reversal: StripeReversal) {
  const { id, reason } = reversal;
  const { id: paymentId, workspaceId, currency } = payment;
  const amount = fromMinorUnits(reversal.amount, currency);
  await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
  const { liveBalance: balance, lowBalance } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { liveBalance: true, lowBalance: true },
  });
  const isCovered = balance >= amount;
  const taken = isCovered ? amount : balance;
  await tx.paymentReversal.create({
    data: { id, paymentId, reason, amount, taken, createdAt: now() },
    select: { id: true },
  });
  await move(tx, actor, payment, { id, reason, amount: -taken, asked: amount });
  const change = { workspaceId, environment: 'live', currency, lowBalance, at: now() } as const;
  await recordLowBalance(tx, { ...change, before: balance, after: balance - taken });
  if (!isCovered) {
    log.warn(
      { payment: paymentId, workspace: workspaceId, reversal: id },
      'A payment was taken back, and the balance did not cover all of it',
    );
  }
}

/**
 * Takes over a refund or a dispute that was read from Stripe: once, however often this is called. A payment that was not
 * credited has nothing to take back yet.
 * @returns whether it is about a payment of ours that was credited
 */
export function reversePayment(actor: SystemActor, reversal: StripeReversal): Promise<Result<boolean>> {
  return transact(actor, async (tx) => {
    const payment = await lockPayment(tx, { intentId: reversal.intentId });
    if (payment?.status !== 'paid') return ok(false);
    if (reversal.currency !== payment.currency.toLowerCase()) {
      log.error(
        { payment: payment.id, reversal: reversal.id },
        'A payment was taken back in another currency',
      );
      return ok(true);
    }
    const { id, reason } = reversal;
    const known = await tx.paymentReversal.findFirst({ where: { id, paymentId: payment.id } });
    if (!known) {
      if (reversal.isTaken) await take(tx, actor, payment, reversal);
    } else if (!reversal.isTaken && known.returnedAt === null) {
      await tx.paymentReversal.update({ where: { id }, data: { returnedAt: now() }, select: { id: true } });
      await move(tx, actor, payment, { id, reason, amount: known.taken, asked: known.amount });
    }
    return ok(true);
  });
}
