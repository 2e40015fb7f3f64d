import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress } from '@/lib/client-address';
import { now } from '@/lib/clock';
import { applyStripeEvent } from '@/lib/domain/payments/apply-event';
import { env } from '@/lib/env';
import { answerStatus } from '@/lib/server/answer-status';
import { readSmallBody } from '@/lib/server/small-body';

/** Where Stripe posts its events. */
export const STRIPE_EVENTS_PATH = '/stripe/events';

const LARGEST_BODY = 512 * 1024;
const RETRY_AFTER_SECONDS = 30;
/** How old a signature may be. */
const TOLERANCE_SECONDS = 300;

/** The library throws something else than a refusal at a header without a value. */
const SIGNATURES = /^t=\d+(?:,v\d+=[0-9a-f]+)+$/;

/** The event; undefined if Stripe has not signed this body within the last five minutes. */
async function verifiedEvent(secret: string, req: IncomingMessage, body: string): Promise<unknown> {
  // A process that takes no payments does not load it.
  const { Stripe } = await import('stripe');
  const signature = String(req.headers['stripe-signature'] ?? '');
  if (!SIGNATURES.test(signature)) return undefined;
  try {
    const at = now().getTime();
    return Stripe.webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS, undefined, at);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return undefined;
    throw error;
  }
}

async function statusFor(req: IncomingMessage): Promise<number> {
  const secret = env().STRIPE_WEBHOOK_SECRET;
  if (!secret) return 404;
  if (req.method !== 'POST') return 405;
  const body = await readSmallBody(req, LARGEST_BODY);
  if (body === undefined) return 413;
  const event = await verifiedEvent(secret, req, body);
  if (event === undefined) return 401;
  const applied = await applyStripeEvent({ kind: 'system', address: clientAddress(req) }, event);
  return applied.ok ? 200 : 400;
}

/** Handles an event of Stripe. It sends an event again until the response is a 2xx (docs/payments.md). */
export function answerStripeEvent(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const failure = {
    message: 'An event of Stripe could not be taken',
    retryAfterSeconds: RETRY_AFTER_SECONDS,
  };
  return answerStatus(res, () => statusFor(req), failure);
}
