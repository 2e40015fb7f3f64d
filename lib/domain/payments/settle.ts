import type Stripe from 'stripe';
import { now } from '@/lib/clock';
import type { Transaction } from '@/lib/db/client';
import type { PaymentStatus } from '@/lib/db/generated/enums';
import type { SystemActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { enqueueMail } from '@/lib/domain/mails/enqueue';
import { lockPayment } from '@/lib/domain/payments/lock';
import { receiptMail } from '@/lib/domain/payments/mail';
import { toMinorUnits } from '@/lib/domain/payments/minor-units';
import { transact } from '@/lib/domain/transact';
import { credit } from '@/lib/domain/wallet/credit';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { ok, type Result } from '@/lib/errors';
import { log } from '@/lib/log';

/** A payment only moves to a higher rank, so an older state that is read later changes nothing. */
const RANK: Record<PaymentStatus, number> = {
  open: 0,
  processing: 1,
  failed: 2,
  expired: 2,
  mismatched: 2,
  paid: 3,
};

interface Expected {
  /** In millionths of the currency unit. */
  amount: bigint;
  currency: string;
}

function matches({ amount_total, currency }: Stripe.Checkout.Session, expected: Expected): boolean {
  return (
    currency === expected.currency.toLowerCase() &&
    amount_total === toMinorUnits(expected.amount, expected.currency)
  );
}

/** The state of a payment, as its Checkout session tells it. The PaymentIntent in it must be expanded. */
function statusOf(session: Stripe.Checkout.Session, expected: Expected): PaymentStatus {
  if (session.status === 'expired') return 'expired';
  if (session.status === 'open') return 'open';
  if (session.payment_status !== 'unpaid') return matches(session, expected) ? 'paid' : 'mismatched';
  const intent = session.payment_intent;
  const isFailed = typeof intent === 'object' && intent?.status !== 'processing';
  return isFailed ? 'failed' : 'processing';
}

type LockedPayment = NonNullable<Awaited<ReturnType<typeof lockPayment>>>;

async function creditPayment(tx: Transaction, actor: SystemActor, payment: LockedPayment): Promise<void> {
  const { id: paymentId, workspaceId, amount, currency } = payment;
  await credit(tx, { workspaceId, environment: 'live', amount, paymentId });
  await recordAudit(tx, actor, {
    action: 'wallet.credit',
    workspaceId,
    targetId: paymentId,
    detail: { booked: { amount: toDecimal(amount, RECORDED_DECIMALS), currency }, payment: paymentId },
  });
  const { name, liveBalance } = await tx.workspace.findUniqueOrThrow({
    where: { id: workspaceId },
    select: { name: true, liveBalance: true },
  });
  if (!payment.user?.emailVerifiedAt) return;
  const receipt = {
    paymentId,
    workspaceId,
    workspaceName: name,
    amount: { amount, currency },
    balance: { amount: liveBalance, currency },
    at: now(),
  };
  await enqueueMail(tx, { to: payment.user.email, ...receiptMail(receipt) });
}

/**
 * Takes over the state of a Checkout session that was read from Stripe, with its PaymentIntent. A payment is credited once,
 * however often and in whatever order this is called. Sessions that were not started here are ignored.
 * @returns whether it is a payment of ours
 */
export function settlePayment(
  actor: SystemActor,
  session: Stripe.Checkout.Session,
): Promise<Result<boolean>> {
  const paymentId = session.client_reference_id;
  // Whoever pays by a payment link of the same Stripe account can choose the reference, but not the metadata.
  if (paymentId === null || session.metadata?.payment !== paymentId) return Promise.resolve(ok(false));
  return transact(actor, async (tx) => {
    const payment = await lockPayment(tx, { id: paymentId });
    if (!payment || (payment.sessionId !== null && payment.sessionId !== session.id)) return ok(false);
    const { workspaceId } = payment;
    const status = statusOf(session, payment);
    if (RANK[status] <= RANK[payment.status]) return ok(true);
    const intent = session.payment_intent;
    await tx.payment.update({
      where: { id: paymentId, workspaceId },
      data: {
        status,
        sessionId: session.id,
        intentId: typeof intent === 'string' ? intent : (intent?.id ?? null),
        finalizedAt: RANK[status] > RANK.processing ? now() : null,
      },
      select: { id: true },
    });
    if (status === 'paid') await creditPayment(tx, actor, payment);
    else if (RANK[status] > RANK.processing) {
      await recordAudit(tx, actor, {
        action: 'payment.fail',
        workspaceId,
        targetId: paymentId,
        detail: { status },
      });
    }
    if (status === 'mismatched') {
      const { amount_total, currency } = session;
      log.error(
        { payment: paymentId, session: session.id, amount_total, currency },
        'A payment has another amount or currency than asked for, and was not credited',
      );
    }
    return ok(true);
  });
}
