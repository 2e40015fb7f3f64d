import type Stripe from 'stripe';
import { SECOND } from '@/lib/clock';
import { env } from '@/lib/env';

/** How long Stripe may take to respond. */
const TIMEOUT_MS = 15 * SECOND;

/** Whether members can pay. */
export function takesPayments(): boolean {
  return env().STRIPE_SECRET_KEY !== undefined;
}

function serverOf(url: string | undefined): Stripe.StripeConfig {
  if (url === undefined) return {};
  const { protocol, hostname, port } = new URL(url);
  return { protocol: protocol === 'http:' ? 'http' : 'https', host: hostname, ...(port && { port }) };
}

/** The client of Stripe; undefined if none is configured. */
export async function stripeClient(): Promise<Stripe | undefined> {
  const { STRIPE_SECRET_KEY, STRIPE_API_URL } = env();
  if (STRIPE_SECRET_KEY === undefined) return undefined;
  // A process that takes no payments does not load it.
  const { default: Client } = await import('stripe');
  return new Client(STRIPE_SECRET_KEY, {
    ...serverOf(STRIPE_API_URL),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2,
    telemetry: false,
  });
}

/** Reads a Checkout session as `settlePayment` needs it. */
export function readSession(stripe: Stripe, id: string): Promise<Stripe.Checkout.Session> {
  return stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] });
}
