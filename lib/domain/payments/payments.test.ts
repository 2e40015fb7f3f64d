import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { DAY, HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Role } from '@/lib/db/generated/enums';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { applyStripeEvent } from '@/lib/domain/payments/apply-event';
import { readPayment } from '@/lib/domain/payments/read';
import { refreshDuePayments } from '@/lib/domain/payments/refresh-due';
import { startPayment } from '@/lib/domain/payments/start';
import { setLowBalance } from '@/lib/domain/workspaces/set-low-balance';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { startStripe, type TestSession, type TestStripe } from '@/lib/testing/servers/stripe';

const PAID = 25_000_000n;

let stripe: TestStripe;

beforeAll(async () => {
  stripe = await startStripe();
});
afterAll(() => stripe.close());
beforeEach(() => {
  overrideEnv(stripe.settings);
  stripe.failWith(undefined);
});

async function start(owner: MemberActor, amount = '25') {
  const { paymentId, url } = granted(await startPayment(owner, { amount }));
  return { paymentId, url, session: stripe.sessionOf(paymentId) };
}

/** An owner who has started a payment of 25 euros. */
async function makePayer() {
  const owner = await makeMember();
  return { owner, ...(await start(owner)) };
}

const apply = (object: { id: string; object: string }, type = 'any') =>
  applyStripeEvent(SYSTEM, { type, data: { object } });

/** An owner whose payment of 25 euros was credited. */
async function makePaid() {
  const payer = await makePayer();
  stripe.pay(payer.session);
  granted(await apply(payer.session));
  return payer;
}

const liveOf = async ({ workspaceId }: MemberActor) => (await readMoney(workspaceId)).live;
const statusOf = async (owner: MemberActor, paymentId: string) =>
  granted(await readPayment(owner, { paymentId })).status;
const even = (amount: bigint) => ({ balance: amount, ledger: amount });
const auditOf = (targetId: string, action: string) =>
  db().auditEvent.findMany({ where: { targetId, action }, orderBy: { id: 'asc' } });

it('opens a page of Stripe for the amount, and credits nothing yet', async () => {
  const { owner, paymentId, url, session } = await makePayer();
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  expect(url).toBe(session.url);
  expect(session).toMatchObject({ amount_total: 2_500, currency: 'eur', customer_email: email });
  expect(session.success_url).toContain(`/balance/payments/${paymentId}?workspace=${owner.workspaceId}`);
  granted(await apply(session));
  expect(await liveOf(owner)).toEqual(even(0n));
  expect(granted(await readPayment(owner, { paymentId }))).toMatchObject({
    amount: { amount: PAID, currency: 'EUR' },
    status: 'open',
    checkoutUrl: url,
  });
  expect(await auditOf(paymentId, 'payment.start')).toMatchObject([
    { actorId: owner.userId, detail: { money: { amount: '25.0000', currency: 'EUR' } } },
  ]);
});

it('credits a payment once, and sends a receipt, however often events arrive', async () => {
  const { owner, paymentId, session } = await makePayer();
  stripe.pay(session);
  await Promise.all(Array.from({ length: 5 }, () => apply(session)));
  granted(await apply(session));
  expect(await liveOf(owner)).toEqual(even(PAID));
  const { workspaceId } = owner;
  expect(await db().ledgerEntry.findMany({ where: { workspaceId } })).toMatchObject([
    { kind: 'credit', amount: PAID, paymentId },
  ]);
  expect(await auditOf(paymentId, 'wallet.credit')).toMatchObject([
    { actorKind: 'system', workspaceId, detail: { booked: { amount: '25.0000' }, payment: paymentId } },
  ]);
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  expect(await mailsTo(email)).toMatchObject([
    { subject: 'Receipt for €25.00', text: expect.stringContaining(paymentId) },
  ]);
  expect(await statusOf(owner, paymentId)).toBe('paid');
});

it('refuses a second credit in the database, too', async () => {
  const { owner, paymentId } = await makePaid();
  await expect(
    db().ledgerEntry.create({
      data: {
        id: 'led_twice',
        workspaceId: owner.workspaceId,
        environment: 'live',
        number: 99n,
        kind: 'credit',
        amount: 1n,
        balanceAfter: 1n,
        paymentId,
      },
    }),
  ).rejects.toThrow(/Unique constraint/);
});

it('credits a debit of a bank account when it has succeeded', async () => {
  const { owner, paymentId, session } = await makePayer();
  stripe.pay(session, 'processing');
  granted(await apply(session));
  expect(await statusOf(owner, paymentId)).toBe('processing');
  expect(await liveOf(owner)).toEqual(even(0n));
  stripe.pay(session);
  granted(await apply(session, 'checkout.session.async_payment_succeeded'));
  expect(await statusOf(owner, paymentId)).toBe('paid');
  expect(await liveOf(owner)).toEqual(even(PAID));
});

it.each<[string, (session: TestSession) => void]>([
  ['failed', (session) => stripe.pay(session, 'requires_payment_method')],
  [
    'expired',
    (session) => {
      session.status = 'expired';
    },
  ],
  [
    'mismatched',
    (session) => {
      stripe.pay(session);
      session.amount_total = 1;
    },
  ],
  [
    'mismatched',
    (session) => {
      stripe.pay(session);
      session.currency = 'usd';
    },
  ],
])('credits nothing if the payment is %s', async (status, happen) => {
  const { owner, paymentId, session } = await makePayer();
  happen(session);
  granted(await apply(session));
  granted(await apply(session));
  expect(await statusOf(owner, paymentId)).toBe(status);
  expect(await liveOf(owner)).toEqual(even(0n));
  expect(await auditOf(paymentId, 'payment.fail')).toMatchObject([{ detail: { status } }]);
  expect(granted(await readPayment(owner, { paymentId })).checkoutUrl).toBeNull();
});

it('ignores an older state that arrives later', async () => {
  const { owner, paymentId, session } = await makePaid();
  session.status = 'expired';
  granted(await apply(session));
  session.status = 'open';
  granted(await apply(session));
  expect(await statusOf(owner, paymentId)).toBe('paid');
  expect(await liveOf(owner)).toEqual(even(PAID));
});

it('ignores sessions that were not started here, and other events', async () => {
  const { owner, session } = await makePayer();
  const foreign = { ...session, id: 'cs_test_foreign', client_reference_id: null };
  const posing = { ...session, id: 'cs_test_posing' };
  stripe.pay(foreign);
  stripe.pay(posing);
  for (const each of [foreign, posing]) {
    stripe.sessions.set(each.id, each);
    expect(granted(await apply(each))).toBe(false);
  }
  stripe.sessions.delete(foreign.id);
  stripe.sessions.delete(posing.id);
  expect(granted(await apply({ id: 'cus_1', object: 'customer' }))).toBe(false);
  const event = { type: 'balance.available', data: { object: { object: 'balance' } } };
  expect(granted(await applyStripeEvent(SYSTEM, event))).toBe(false);
  expect(await liveOf(owner)).toEqual(even(0n));
});

it.each(['refund', 'dispute'] as const)(
  'takes back a %s once, and restores it if it is void',
  async (object) => {
    const { owner, paymentId, session } = await makePaid();
    const status = object === 'refund' ? 'succeeded' : 'needs_response';
    const reversal = stripe.takeBack(session, { object, amount: 1_000, status });
    await Promise.all(Array.from({ length: 4 }, () => apply(reversal)));
    expect(await liveOf(owner)).toEqual(even(15_000_000n));
    expect(granted(await readPayment(owner, { paymentId })).takenBack.amount).toBe(10_000_000n);
    reversal.status = object === 'refund' ? 'failed' : 'won';
    await Promise.all(Array.from({ length: 4 }, () => apply(reversal)));
    expect(await liveOf(owner)).toEqual(even(PAID));
    expect((await auditOf(paymentId, 'payment.reverse')).map(({ detail }) => detail)).toMatchObject([
      { reason: object, stripe: reversal.id, booked: { amount: '-10.0000', currency: 'EUR' } },
      { reason: object, booked: { amount: '10.0000' } },
    ]);
  },
);

it('credits no payment for a session that only names it', async () => {
  const owner = await makeMember();
  stripe.failWith(500);
  expect(codeOf(await startPayment(owner, { amount: '25' }))).toBe('SERVICE_UNAVAILABLE');
  stripe.failWith(undefined);
  const { id } = await db().payment.findFirstOrThrow({ where: { workspaceId: owner.workspaceId } });
  const { session } = await makePayer();
  const linked = { ...session, id: 'cs_test_link', client_reference_id: id, metadata: {} };
  stripe.pay(linked);
  stripe.sessions.set(linked.id, linked);
  expect(granted(await apply(linked))).toBe(false);
  stripe.sessions.delete(linked.id);
  expect(await liveOf(owner)).toEqual(even(0n));
});

it('takes back no more than the balance covers, and warns of a low balance', async () => {
  const { owner, session } = await makePaid();
  const { workspaceId } = owner;
  granted(await setLowBalance(owner, { lowBalance: '5' }));
  await db().$transaction([
    db().$executeRaw`UPDATE workspaces SET live_balance = 8000000 WHERE id = ${workspaceId}`,
  ]);
  granted(await apply(stripe.takeBack(session, { object: 'refund', amount: 2_500, status: 'succeeded' })));
  expect((await liveOf(owner)).balance).toBe(0n);
  expect(await db().paymentReversal.findFirstOrThrow({ where: { payment: { workspaceId } } })).toMatchObject({
    amount: PAID,
    taken: 8_000_000n,
  });
  expect(await db().lowBalanceNotice.count({ where: { workspaceId } })).toBe(1);
});

it('takes nothing back for an inquiry of a bank, or for a payment that was not credited', async () => {
  const { owner, session } = await makePaid();
  const inquiry = { object: 'dispute', amount: 2_500, status: 'warning_needs_response' } as const;
  granted(await apply(stripe.takeBack(session, inquiry)));
  expect(await liveOf(owner)).toEqual(even(PAID));

  const unpaid = await makePayer();
  await giveMoney(unpaid.owner.workspaceId, PAID, 'live');
  stripe.pay(unpaid.session);
  unpaid.session.amount_total = 1;
  granted(await apply(unpaid.session));
  const refund = { object: 'refund', amount: 1, status: 'succeeded' } as const;
  granted(await apply(stripe.takeBack(unpaid.session, refund)));
  expect(await liveOf(unpaid.owner)).toEqual(even(PAID));
});

it('credits a payment before a refund that arrives first', async () => {
  const { owner, session } = await makePayer();
  stripe.pay(session);
  const refund = { object: 'refund', amount: 500, status: 'succeeded' } as const;
  expect(granted(await apply(stripe.takeBack(session, refund)))).toBe(true);
  expect(await liveOf(owner)).toEqual(even(20_000_000n));
});

it('credits a debit of a bank account before a refund whose event arrives first', async () => {
  const { owner, paymentId, session } = await makePayer();
  stripe.pay(session, 'processing');
  granted(await apply(session));
  stripe.pay(session);
  const refund = stripe.takeBack(session, { object: 'refund', amount: 500, status: 'succeeded' });
  expect(granted(await apply(refund))).toBe(true);
  expect(await liveOf(owner)).toEqual(even(20_000_000n));
  granted(await apply(session, 'checkout.session.async_payment_succeeded'));
  granted(await apply(refund));
  expect(await liveOf(owner)).toEqual(even(20_000_000n));
  expect(granted(await readPayment(owner, { paymentId }))).toMatchObject({
    status: 'paid',
    takenBack: { amount: 5_000_000n },
  });
});

it('asks Stripe itself if no event arrives, and gives up on a payment that Stripe does not know', async () => {
  const { owner, paymentId, session } = await makePayer();
  stripe.pay(session);
  const { workspaceId } = owner;
  await db().payment.create({
    data: { id: 'pay_unknown', workspaceId, amount: 1n, currency: 'EUR' },
  });
  expect(granted(await refreshDuePayments(SYSTEM))).toBe(0);
  setClockOffset(HOUR);
  stripe.failWith(500);
  expect(granted(await refreshDuePayments(SYSTEM))).toBeGreaterThan(0);
  expect(await statusOf(owner, paymentId)).toBe('open');
  stripe.failWith(undefined);
  setClockOffset(2 * DAY);
  while (granted(await refreshDuePayments(SYSTEM)) > 0);
  expect(await statusOf(owner, paymentId)).toBe('paid');
  expect(await statusOf(owner, 'pay_unknown')).toBe('failed');
}, 30_000);

it.each(['', '0', '0.99', '1000000', 'much', '5.001', '-5'])('refuses the amount “%s”', async (amount) => {
  const refused = await startPayment(await makeMember(), { amount });
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'INVALID_REQUEST', fields: { amount: /./ } } });
  expect(codeOf(refused)).toBe('INVALID_REQUEST');
});

it('counts in whole units where people do', async () => {
  const owner = await makeMember();
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { currency: 'UGX' } });
  expect(codeOf(await startPayment(owner, { amount: '5000.5' }))).toBe('INVALID_REQUEST');
  expect((await start(owner, '5000')).session).toMatchObject({ amount_total: 500_000, currency: 'ugx' });
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { currency: 'JPY' } });
  expect((await start(owner, '5000')).session).toMatchObject({ amount_total: 5_000, currency: 'jpy' });
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { currency: 'KWD' } });
  expect((await start(owner, '5.25')).session).toMatchObject({ amount_total: 5_250, currency: 'kwd' });
});

it('tells when Stripe does not take an amount, does not respond, or is not configured', async () => {
  const owner = await makeMember();
  expect(await startPayment(owner, { amount: '1' })).toMatchObject({
    refusal: { code: 'INVALID_REQUEST', fields: { amount: expect.stringContaining('another') } },
  });
  stripe.failWith(400);
  expect(codeOf(await startPayment(owner, { amount: '25' }))).toBe('SERVICE_UNAVAILABLE');
  overrideEnv({ STRIPE_SECRET_KEY: '', STRIPE_WEBHOOK_SECRET: '' });
  expect(codeOf(await startPayment(owner, { amount: '25' }))).toBe('SERVICE_UNAVAILABLE');
  expect(await db().payment.findMany({ where: { workspaceId: owner.workspaceId } })).toMatchObject([
    { status: 'failed' },
    { status: 'failed' },
  ]);
});

it('is started by owners and admins only, and read by everybody in the workspace', async () => {
  const { owner, paymentId } = await makePayer();
  const { workspaceId } = owner;
  const expected: Record<Role, string | undefined> = {
    owner: undefined,
    admin: undefined,
    developer: 'FORBIDDEN',
    viewer: 'FORBIDDEN',
  };
  for (const [role, code] of Object.entries(expected)) {
    const member = await makeMember(role as Role, { workspaceId });
    expect(codeOf(await startPayment(member, { amount: '25' }))).toBe(code);
    const read = granted(await readPayment(member, { paymentId }));
    expect(read).toMatchObject({ status: 'open', checkoutUrl: null, payer: 'Test owner' });
  }
  const agent = await makeStaff();
  const session = await makeImpersonation(agent, owner);
  expect(codeOf(await startPayment(impersonate(owner, session, 'act'), { amount: '25' }))).toBe(
    'NOT_FOR_SUPPORT',
  );
  expect(codeOf(await readPayment(await makeMember(), { paymentId }))).toBe('NOT_FOUND');
  expect(
    codeOf(await applyStripeEvent(owner, { type: 'x', data: { object: { id: 'x', object: 'x' } } })),
  ).toBe('FORBIDDEN');
});
