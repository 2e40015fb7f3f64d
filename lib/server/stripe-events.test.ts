import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, now } from '@/lib/clock';
import { startPayment } from '@/lib/domain/payments/start';
import { overrideEnv } from '@/lib/env';
import { createGateway } from '@/lib/gateway/gateway';
import { PROFILE_IDS } from '@/lib/profile-ids';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { readMoney } from '@/lib/testing/factories/wallet';
import { startListener, type TestListener } from '@/lib/testing/servers/listener';
import { postStripeEvent, startStripe, stripeEvent, type TestStripe } from '@/lib/testing/servers/stripe';

let stripe: TestStripe;
let listener: TestListener;
let url: string;

beforeAll(async () => {
  stripe = await startStripe();
  listener = await startListener();
  ({ url } = listener);
});
afterAll(async () => {
  await listener.close();
  await stripe.close();
});
beforeEach(() => {
  overrideEnv(stripe.settings);
  stripe.failWith(undefined);
});

/** A session of 25 euros that was paid, and how to read the live balance of its workspace. */
async function makePaid() {
  const owner = await makeMember();
  const { paymentId } = granted(await startPayment(owner, { amount: '25' }));
  const session = stripe.sessionOf(paymentId);
  stripe.pay(session);
  return { session, balance: async () => (await readMoney(owner.workspaceId)).live.balance };
}

describe('POST /stripe/events', () => {
  it('credits a payment, and accepts replays and parallel deliveries', async () => {
    const { session, balance } = await makePaid();
    const event = stripeEvent('checkout.session.completed', session);
    const statuses = await Promise.all(Array.from({ length: 4 }, () => postStripeEvent(url, event)));
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(await postStripeEvent(url, event)).toBe(200);
    expect(await balance()).toBe(25_000_000n);
  });

  it('refuses events that Stripe did not sign, or long ago', async () => {
    const { session, balance } = await makePaid();
    const type = 'checkout.session.completed';
    const signed = stripeEvent(type, session);
    const wrong = [
      { ...signed, headers: {} as Record<string, string> },
      { ...signed, body: `${signed.body} ` },
      stripeEvent(type, session, { secret: 'whsec_other' }),
      stripeEvent(type, session, { at: new Date(now().getTime() - 6 * MINUTE) }),
      { ...signed, headers: { 'stripe-signature': 't=,v1=' } },
    ];
    for (const event of wrong) expect(await postStripeEvent(url, event)).toBe(401);
    expect(await balance()).toBe(0n);
  });

  it('has Stripe send the event again if it cannot be asked', async () => {
    const { session, balance } = await makePaid();
    const event = stripeEvent('checkout.session.completed', session);
    stripe.failWith(400);
    expect(await postStripeEvent(url, event)).toBe(500);
    stripe.failWith(undefined);
    expect(await postStripeEvent(url, event)).toBe(200);
    expect(await balance()).toBe(25_000_000n);
  });

  it('accepts events about anything else', async () => {
    expect(
      await postStripeEvent(url, stripeEvent('customer.created', { id: 'cus_1', object: 'customer' })),
    ).toBe(200);
  });

  it('does not exist without Stripe, and takes no other method and no large body', async () => {
    const endpoint = `${url}/stripe/events`;
    expect((await fetch(endpoint)).status).toBe(405);
    expect((await fetch(endpoint, { method: 'POST', body: 'x'.repeat(600 * 1024) })).status).toBe(413);
    overrideEnv({ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' });
    expect((await fetch(endpoint, { method: 'POST' })).status).toBe(404);
  });
});

it.each(PROFILE_IDS)('is outside of the API of %s', async (profile) => {
  overrideEnv({ PROFILE: profile });
  const { currentProfile } = await import('@/lib/profiles/current');
  const gateway = createGateway(currentProfile());
  expect(gateway.handles('/stripe/events')).toBe(false);
  await gateway.close();
});
