import type Stripe from 'stripe';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Actor, WorkspaceActor } from '@/lib/domain/actor';
import { recordAudit } from '@/lib/domain/audit/record';
import { authorizeInWorkspace } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { paidDecimals, toMinorUnits } from '@/lib/domain/payments/minor-units';
import { startPaymentSchema } from '@/lib/domain/payments/schema';
import { stripeClient } from '@/lib/domain/payments/stripe';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { transact } from '@/lib/domain/transact';
import { storedLimit } from '@/lib/domain/wallet/amount-limit';
import { RECORDED_DECIMALS, toDecimal } from '@/lib/domain/wallet/money-text';
import { appUrl } from '@/lib/env';
import { ok, type Result, refuse, refuseFields } from '@/lib/errors';
import { newId } from '@/lib/ids';
import { log } from '@/lib/log';
import { providerWords } from '@/lib/say';

export interface StartedPayment {
  paymentId: string;
  /** The page of Stripe where the member pays. */
  url: string;
}

interface NewPayment {
  id: string;
  /** In millionths of the currency unit. */
  amount: bigint;
  currency: string;
  /** Of the payer. */
  email: string;
}

/** Stores the payment before Stripe knows of it, so that no payment at Stripe is unknown. */
function storePayment(actor: WorkspaceActor, decimal: string): Promise<Result<NewPayment>> {
  return transact(actor, async (tx) => {
    const { workspaceId, userId } = actor;
    const { currency } = await tx.workspace.findUniqueOrThrow({
      where: { id: workspaceId },
      select: { currency: true },
    });
    const decimals = decimal.split('.')[1]?.length ?? 0;
    if (decimals > paidDecimals(currency)) {
      const most = paidDecimals(currency);
      return refuseFields({ amount: most === 0 ? 'Enter a whole number.' : `Use at most ${most} decimals.` });
    }
    const amount = storedLimit(decimal) ?? 0n;
    const { email } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true },
    });
    const at = now();
    const { id } = await tx.payment.create({
      data: { id: newId('pay'), workspaceId, userId, amount, currency, createdAt: at, checkedAt: at },
      select: { id: true },
    });
    await recordAudit(tx, actor, {
      action: 'payment.start',
      targetId: id,
      detail: { money: { amount: toDecimal(amount, RECORDED_DECIMALS), currency } },
    });
    return ok({ id, amount, currency, email });
  });
}

function openCheckout(
  stripe: Stripe,
  workspaceId: string,
  { id, amount, currency, email }: NewPayment,
): Promise<Stripe.Checkout.Session> {
  const page = `${appUrl()}/balance/payments/${id}?workspace=${workspaceId}`;
  const item = {
    quantity: 1,
    price_data: {
      currency: currency.toLowerCase(),
      unit_amount: toMinorUnits(amount, currency),
      product_data: { name: `${providerWords().product}: money for messages` },
    },
  };
  return stripe.checkout.sessions.create(
    {
      mode: 'payment',
      client_reference_id: id,
      metadata: { payment: id, workspace: workspaceId },
      line_items: [item],
      customer_email: email,
      success_url: page,
      cancel_url: page,
    },
    { idempotencyKey: id },
  );
}

/** Whether Stripe does not take this amount. Other errors are faults of the setup or of the network. */
function isWrongAmount(error: unknown): boolean {
  const code: unknown = typeof error === 'object' && error !== null && Reflect.get(error, 'code');
  return code === 'amount_too_small' || code === 'amount_too_large';
}

/**
 * Starts a payment to the live balance of the actor's workspace, which the member makes on a page of Stripe. The amount is
 * a decimal number of currency units. The balance grows once Stripe has the money.
 *
 * Refuses with INVALID_REQUEST, FORBIDDEN, NOT_FOR_SUPPORT, EMAIL_NOT_VERIFIED, TOO_MANY_ATTEMPTS, or SERVICE_UNAVAILABLE if Stripe is not
 * configured or does not respond.
 */
export async function startPayment(actor: Actor, input: unknown): Promise<Result<StartedPayment>> {
  const parsed = parse(startPaymentSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeInWorkspace(actor, 'payments/start');
  if (!authorized.ok) return authorized;
  const member = authorized.value;
  const { workspaceId } = member;
  if (!member.emailVerified) return refuse('EMAIL_NOT_VERIFIED', 'Confirm your email address first.');
  const stripe = await stripeClient();
  if (!stripe) return refuse('SERVICE_UNAVAILABLE', 'Payments are not set up. Contact support to add money.');
  const counted = await countAttempt('payment', workspaceId, { address: member.address });
  if (!counted.ok) return counted;
  const stored = await storePayment(member, parsed.value.amount);
  if (!stored.ok) return stored;
  const payment = stored.value;
  const where = { id: payment.id, workspaceId };
  try {
    const { id: sessionId, url } = await openCheckout(stripe, workspaceId, payment);
    if (url === null) throw new Error('Stripe returned no page to pay on.');
    await db().payment.update({ where, data: { sessionId, checkoutUrl: url }, select: { id: true } });
    return ok({ paymentId: payment.id, url });
  } catch (err) {
    await db().payment.update({
      where,
      data: { status: 'failed', finalizedAt: now() },
      select: { id: true },
    });
    if (isWrongAmount(err))
      return refuseFields({ amount: 'This amount cannot be paid. Choose another one.' });
    log.error({ err, payment: payment.id }, 'A payment could not be started');
    return refuse(
      'SERVICE_UNAVAILABLE',
      'The payment could not be started. Nothing was charged. Try again later.',
    );
  }
}
