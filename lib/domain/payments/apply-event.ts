import type Stripe from 'stripe';
import type { Actor, SystemActor } from '@/lib/domain/actor';
import { authorizeSystem } from '@/lib/domain/authorize';
import { parse } from '@/lib/domain/parse';
import { reversePayment, type StripeReversal } from '@/lib/domain/payments/reverse';
import { stripeEventSchema } from '@/lib/domain/payments/schema';
import { settlePayment } from '@/lib/domain/payments/settle';
import { readSession, stripeClient } from '@/lib/domain/payments/stripe';
import { ok, type Result, refuse } from '@/lib/errors';

const idOf = (object: string | { id: string } | null) => (typeof object === 'string' ? object : object?.id);

function fromRefund({
  id,
  amount,
  currency,
  status,
  payment_intent,
}: Stripe.Refund): StripeReversal | undefined {
  const intentId = idOf(payment_intent);
  const isTaken = status !== 'failed' && status !== 'canceled';
  return intentId === undefined ? undefined : { id, reason: 'refund', intentId, amount, currency, isTaken };
}

/** The states of a dispute in which the bank has not taken the money, or has given it back. */
const NOT_TAKEN = new Set([
  'won',
  'prevented',
  'warning_needs_response',
  'warning_under_review',
  'warning_closed',
]);

function fromDispute({
  id,
  amount,
  currency,
  status,
  payment_intent,
}: Stripe.Dispute): StripeReversal | undefined {
  const intentId = idOf(payment_intent);
  const isTaken = !NOT_TAKEN.has(status);
  return intentId === undefined ? undefined : { id, reason: 'dispute', intentId, amount, currency, isTaken };
}

/** Takes over a reversal. It can arrive before the event that the money has come, which is then caught up on first. */
async function reverse(
  stripe: Stripe,
  actor: SystemActor,
  reversal: StripeReversal,
): Promise<Result<boolean>> {
  const reversed = await reversePayment(actor, reversal);
  if (!reversed.ok || reversed.value) return reversed;
  const { data } = await stripe.checkout.sessions.list({ payment_intent: reversal.intentId, limit: 1 });
  const [session] = data;
  if (!session) return ok(false);
  const settled = await settlePayment(actor, await readSession(stripe, session.id));
  if (!settled.ok || !settled.value) return settled;
  const caughtUp = await reversePayment(actor, reversal);
  return caughtUp.ok ? ok(true) : caughtUp;
}

/**
 * Takes over what an event of Stripe is about. The caller has verified its signature. The state is read from Stripe, so
 * events can arrive several times and in any order. Events about anything else are ignored.
 *
 * @returns whether it was about a payment of ours
 * Refuses with INVALID_REQUEST, SERVICE_UNAVAILABLE without Stripe, or FORBIDDEN for everyone but the system.
 * @throws an error of Stripe if it cannot be asked; it sends the event again
 */
export async function applyStripeEvent(actor: Actor, input: unknown): Promise<Result<boolean>> {
  const parsed = parse(stripeEventSchema, input);
  if (!parsed.ok) return parsed;
  const authorized = authorizeSystem(actor, 'payments/apply-event');
  if (!authorized.ok) return authorized;
  const system = authorized.value;
  const stripe = await stripeClient();
  if (!stripe) return refuse('SERVICE_UNAVAILABLE', 'Payments are not set up.');
  const { id, object } = parsed.value.data.object;
  if (id === undefined) return ok(false);
  switch (object) {
    case 'checkout.session':
      return settlePayment(system, await readSession(stripe, id));
    case 'refund': {
      const reversal = fromRefund(await stripe.refunds.retrieve(id));
      return reversal ? reverse(stripe, system, reversal) : ok(false);
    }
    case 'dispute': {
      const reversal = fromDispute(await stripe.disputes.retrieve(id));
      return reversal ? reverse(stripe, system, reversal) : ok(false);
    }
    default:
      return ok(false);
  }
}
