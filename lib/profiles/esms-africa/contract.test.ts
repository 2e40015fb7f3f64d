import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { DAY, HOUR, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { createDeliverer } from '@/lib/domain/webhook-deliveries/deliverer';
import { overrideEnv } from '@/lib/env';
import { esmsAfrica } from '@/lib/profiles/esms-africa/esms-africa';
import { webhooks } from '@/lib/profiles/esms-africa/webhooks';
import { makeOwner, makeProfileKey } from '@/lib/testing/requests/profile-caller';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { startReceiver } from '@/lib/testing/servers/receiver';

const UGANDA = '+256701521269';
const KENYA = '+254712345678';

let gateway: TestGateway;
let secret: string;
let workspaceId: string;
beforeAll(async () => {
  gateway = await startGateway(esmsAfrica);
});
afterAll(() => gateway.close());
beforeEach(async () => {
  const owner = await makeOwner();
  workspaceId = owner.workspaceId;
  await db().workspace.update({ where: { id: workspaceId }, data: { currency: 'USD' } });
  secret = (await makeProfileKey(owner, esmsAfrica)).secret;
});
afterEach(() => setClockOffset(0));

const get = (path: string) => gateway.call(secret, 'GET', path);
const post = (path: string, body: unknown, headers?: Record<string, string>) =>
  gateway.call(secret, 'POST', path, body, headers);
const send = (changes: object = {}, headers?: Record<string, string>) =>
  post('/messages/send', { to: UGANDA, text: 'Hello', ...changes }, headers);
const inAnHour = () => new Date(now().getTime() + HOUR).toISOString();
const countMessages = () => db().message.count({ where: { workspaceId } });

const withId = z.object({ id: z.string() });
const sendOne = async (changes: object = {}) => withId.parse((await send(changes)).body).id;
const listed = z.object({ messages: z.array(withId), total: z.int(), page: z.int(), limit: z.int() });
const idsOf = async (query: string) => {
  const { messages } = listed.parse((await get(`/messages?${query}`)).body);
  return messages.map(({ id }) => id);
};

/** Sends what is due, and simulates its reports. */
async function deliverMessages() {
  setClockOffset(MINUTE);
  await dispatchMessages('sandbox', 200);
  setClockOffset(2 * MINUTE);
  await reportSimulated();
}

describe('a message', () => {
  it('is sent at once or later, with its price and the balance', async () => {
    const sent = {
      id: expect.stringMatching(/^msg_/),
      status: 'submitted',
      segments: 1,
      cost: 0.035,
      cost_currency: 'USD',
      route_cost: 0.035,
      route_currency: 'USD',
      route: 'UG',
      balance_after: 999.965,
      scheduled_at: null,
    };
    expect(await send()).toMatchObject({ status: 200, body: sent });
    const scheduled_at = inAnHour();
    expect((await send({ scheduled_at, schedule_mode: 'scheduled' })).body).toEqual({
      ...sent,
      status: 'scheduled',
      balance_after: 999.93,
      scheduled_at: `${scheduled_at.slice(0, 19)}Z`,
    });
    expect((await send({ scheduled_at, schedule_mode: 'now' })).body).toMatchObject({ scheduled_at: null });
    const nothing = { sender_id: null, route: null, schedule_mode: null, scheduled_at: null };
    expect((await send(nothing)).body).toMatchObject({ status: 'submitted' });
  });

  it.each([
    ['a', 160, 1],
    ['a', 161, 2],
    ['a', 306, 2],
    ['ж', 70, 1],
    ['ж', 71, 2],
    ['ж', 134, 2],
  ])('of %s × %d has %d segments', async (character, length, segments) => {
    expect((await send({ text: character.repeat(length) })).body).toMatchObject({ segments });
  });

  it('is listed by page and status, and shown with its timeline', async () => {
    const first = await sendOne({ sender_id: 'Acme' });
    const failed = await sendOne({ to: MAGIC_NUMBERS.undelivered });
    const later = await sendOne({ scheduled_at: inAnHour() });
    for (const status of ['submitted', 'queued']) {
      expect(await idsOf(`status=${status}`)).toEqual([failed, first]);
    }
    await deliverMessages();
    expect(await idsOf('status=scheduled')).toEqual([later]);
    expect(await idsOf('status=delivered')).toEqual([first]);
    expect(await idsOf('status=failed')).toEqual([failed]);
    expect((await get('/messages?page=1&limit=2')).body).toMatchObject({
      ...{ total: 3, page: 1, limit: 2 },
      messages: [{ id: first }],
    });
    expect((await get('/messages')).body).toMatchObject({ page: 0, limit: 20 });
    for (const wrong of ['page=-1', 'limit=0', 'limit=101', 'status=sent', 'surprise=1', 'page=1&page=2']) {
      expect(await get(`/messages?${wrong}`)).toMatchObject({
        status: 422,
        body: { detail: [{ loc: ['query', wrong.split('=')[0]], msg: expect.any(String) }] },
      });
    }
    const { body } = await get(`/messages/${first}`);
    expect(body).toMatchObject({
      ...{ id: first, phone: UGANDA, text: 'Hello', sender_id: 'Acme', route: 'UG', country: 'UG' },
      ...{ segments: 1, cost: 0.035, currency: 'USD', status: 'delivered', error_code: null, retry_count: 0 },
      delivered_at: expect.stringMatching(/Z$/),
      timeline: [{ event: 'accepted' }, { event: 'submitted' }, { event: 'delivered' }],
    });
    expect((await get(`/messages/${failed}`)).body).toMatchObject({
      ...{ status: 'failed', error_code: 'undelivered', delivered_at: null },
    });
    expect((await get('/messages/none')).status).toBe(404);
  });
});

describe('a bulk send', () => {
  const recipients = [
    { to: UGANDA, name: 'Amina', vars: { city: 'Kampala' } },
    { to: KENYA, vars: { name: 'Kofi', city: 'Nairobi' } },
  ];
  const text = 'Hello {{name}} in {{city}}';

  it('has the values of each recipient, and the status of its mode', async () => {
    const { status, body } = await post('/messages/send-bulk', { recipients, text });
    expect([status, body]).toEqual([
      200,
      { batch_id: expect.any(String), total_recipients: 2, estimated_cost: 0.065, status: 'sending' },
    ]);
    const messages = await db().message.findMany({ where: { workspaceId }, orderBy: { text: 'asc' } });
    expect(messages.map((message) => message.text)).toEqual([
      'Hello Amina in Kampala',
      'Hello Kofi in Nairobi',
    ]);
    for (const [mode, expected] of [
      [{ schedule_mode: 'scheduled', scheduled_at: inAnHour() }, 'scheduled'],
      [{ schedule_mode: 'drip', drip_rate: 600 }, 'dripping'],
      [{ schedule_mode: 'now' }, 'sending'],
    ]) {
      const sent = await post('/messages/send-bulk', { recipients, text, ...Object(mode) });
      expect(sent).toMatchObject({ status: 200, body: { status: expected } });
    }
  });

  it.each([
    ['drip_rate', { schedule_mode: 'drip' }],
    ['drip_rate', { schedule_mode: 'drip', drip_rate: 601 }],
    ['scheduled_at', { schedule_mode: 'scheduled' }],
    ['scheduled_at', { scheduled_at: '2020-01-01T00:00:00Z' }],
    ['recipients', { recipients: [] }],
  ])('names a wrong %s: %j', async (field, changes) => {
    expect(await post('/messages/send-bulk', { recipients, text, ...changes })).toMatchObject({
      status: 422,
      body: { detail: [{ loc: ['body', field], msg: expect.any(String) }] },
    });
    expect(await countMessages()).toBe(0);
  });

  it('is refused with a clear error for contact lists, as the SDK sends them', async () => {
    for (const path of ['send-bulk', 'bulk-precheck']) {
      expect(await post(`/messages/${path}`, { contact_list_ids: [1, 2], text })).toMatchObject({
        status: 422,
        body: {
          detail: { code: 'contact_lists_unavailable', message: expect.stringContaining('recipients') },
        },
      });
    }
  });

  it('can be checked before, without effect', async () => {
    const more = [...recipients, { to: 'nobody' }];
    const { body } = await post('/messages/bulk-precheck', { recipients: more, text });
    expect(body).toMatchObject({
      ...{ total_contacts: 3, total_segments: 2, total_cost: 0.065, wallet_currency: 'USD' },
      ...{ wallet_balance: 1_000, balance_after: 999.935, sufficient_balance: true, countries: 2 },
      breakdown: [
        {
          ...{ country_code: 'UG', country_name: 'Uganda', currency: 'USD', route_code: 'UG', contacts: 1 },
          ...{ segments: 1, route_cost: 0.035, wallet_cost: 0.035, price_per_segment: 0.035 },
        },
        { country_code: 'KE', price_per_segment: 0.03 },
      ],
      ...{ unroutable_count: 1, unroutable: ['nobody'] },
    });
    expect(await countMessages()).toBe(0);
    expect((await get('/balance')).body).toEqual({ balance: 1_000, currency: 'USD' });
  });
});

it('lists transactions with whole numbers as ids, and charges below zero', async () => {
  await send();
  expect((await get('/balance/transactions')).body).toEqual({
    transactions: [
      {
        ...{ id: 2, type: 'sms_charge', amount: -0.035, balance_after: 999.965, currency: 'USD' },
        ...{ description: 'SMS', batch_id: null, created_at: expect.stringMatching(/Z$/) },
      },
      expect.objectContaining({ id: 1, type: 'credit', amount: 1_000 }),
    ],
    ...{ total: 2, page: 0, limit: 20 },
  });
});

it('lists one route for each country, with the price that is charged', async () => {
  const data = { currency: 'USD', channel: 'sms', destination: 'CA', amount: 20_000n } as const;
  await db().price.create({ data });
  onTestFinished(async () => void (await db().price.deleteMany({ where: { destination: 'CA' } })));
  const routes = z
    .array(z.looseObject({ code: z.string(), price_per_segment: z.number() }))
    .parse((await get('/routes')).body);
  const priceOf = (country: string) =>
    routes.filter(({ code }) => code === country).map(({ price_per_segment }) => price_per_segment);
  expect([priceOf('UG'), priceOf('US'), priceOf('CA'), priceOf('OTHER')]).toEqual([
    [0.035],
    [0.01],
    [0.02],
    [0.1],
  ]);
  expect(routes.find(({ code }) => code === 'UG')).toEqual({
    ...{ code: 'UG', name: 'SMS to Uganda', country_code: 'UG', country_name: 'Uganda', currency: 'USD' },
    ...{ price_per_segment: 0.035, sender_id_default: '', is_active: true },
  });
});

describe('an error', () => {
  it.each([
    ['invalid_phone', 400, { to: '0701521269' }],
    ['text_too_long', 400, { text: 'a'.repeat(1_601) }],
    ['insufficient_balance', 422, { to: MAGIC_NUMBERS.insufficientBalance }],
    ['sender_id_not_approved', 403, { to: MAGIC_NUMBERS.senderNotApproved }],
    ['rate_limited', 429, { to: MAGIC_NUMBERS.rateLimited }],
  ])('has the code %s and the status %d', async (code, status, changes) => {
    expect(await send(changes)).toMatchObject({
      status,
      body: { detail: { code, message: expect.any(String) } },
    });
  });

  it('tells what is missing when the balance is too low', async () => {
    await db().workspace.update({ where: { id: workspaceId }, data: { sandboxBalance: 10_000n } });
    expect(await send()).toMatchObject({
      status: 422,
      body: { detail: { code: 'insufficient_balance', balance: 0.01, cost: 0.035, currency: 'USD' } },
    });
  });

  it('is no_route where there is no price', async () => {
    await db().workspace.update({ where: { id: workspaceId }, data: { currency: 'CHF' } });
    expect(await send()).toMatchObject({ status: 400, body: { detail: { code: 'no_route' } } });
  });

  it('is expired_token for a key that has expired', async () => {
    setClockOffset(2 * DAY);
    await db().apiKey.updateMany({ where: { workspaceId }, data: { expiresAt: new Date() } });
    expect(await send()).toMatchObject({ status: 401, body: { detail: { code: 'expired_token' } } });
  });
});

describe('the clients of the provider', () => {
  it('send a POST again after a 429, without an idempotency key: only the accepted one has an effect', async () => {
    await db().apiKey.updateMany({ where: { workspaceId }, data: { rateLimit: 1 } });
    expect((await send()).status).toBe(200);
    const refused = await send();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('x-request-id')).toMatch(/^req_/);
    expect(await countMessages()).toBe(1);
    await db().apiKey.updateMany({ where: { workspaceId }, data: { rateLimit: 1_000 } });
    expect((await send()).status).toBe(200);
    expect(await countMessages()).toBe(2);
  });

  it('send once with an Idempotency-Key', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const [first, again] = [await send({}, headers), await send({}, headers)];
    expect(again.body).toEqual(first.body);
    expect(await countMessages()).toBe(1);
  });

  it('may leave out the content type of a request without a body', async () => {
    const authorization = `Bearer ${secret}`;
    const rotated = await fetch(`${gateway.base}/webhooks/rotate-secret`, {
      method: 'POST',
      headers: { authorization },
    });
    expect(rotated.status).toBe(200);
  });
});

describe('webhooks', () => {
  beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));
  afterAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'no' }));

  const put = (body: object) => gateway.call(secret, 'PUT', '/webhooks', body);
  const settings = z.object({ signing_secret: z.string().startsWith('whsec_') });
  const readSecret = async () => settings.parse((await get('/webhooks')).body).signing_secret;

  it('have settings that a change keeps where it leaves them out, and a secret that can be read', async () => {
    const signing_secret = await readSecret();
    expect((await get('/webhooks')).body).toEqual({
      ...{ dlr_url: null, mo_url: null, signing_secret, is_active: true },
    });
    const url = 'https://8.8.8.8/dlr';
    expect(await put({ dlr_url: url })).toMatchObject({ status: 200, body: { status: 'updated' } });
    await put({ mo_url: 'https://8.8.8.8/mo' });
    await put({ is_active: false });
    const all = { dlr_url: url, mo_url: 'https://8.8.8.8/mo', signing_secret, is_active: false };
    expect((await get('/webhooks')).body).toEqual(all);
    expect((await put(all)).status).toBe(200);
    expect((await put({ ...all, signing_secret: 'whsec_mine' })).body).toMatchObject({
      detail: [{ loc: ['body', 'signing_secret'] }],
    });
    await put({ dlr_url: '', mo_url: null });
    expect((await get('/webhooks')).body).toMatchObject({ dlr_url: null, mo_url: null });
    expect((await put({ dlr_url: 'nonsense' })).body).toMatchObject({
      detail: [{ loc: ['body', 'dlr_url'] }],
    });
    const rotated = settings.parse((await post('/webhooks/rotate-secret', undefined)).body).signing_secret;
    expect(rotated).not.toBe(signing_secret);
    expect(await readSecret()).toBe(rotated);
  });

  it('report delivered and failed messages, signed with the secret as it is written', async () => {
    const receiver = await startReceiver();
    onTestFinished(() => receiver.close());
    await put({ dlr_url: receiver.url });
    const delivered = await sendOne({ to: MAGIC_NUMBERS.delivered, sender_id: 'Acme' });
    const failed = await sendOne({ to: MAGIC_NUMBERS.undelivered });
    await deliverMessages();
    const deliverer = createDeliverer(webhooks);
    await expect
      .poll(async () => {
        await deliverer.run();
        return receiver.received.length;
      })
      .toBe(2);
    await deliverer.finish();
    const signing = await readSecret();
    for (const { headers, body } of receiver.received) {
      const digest = createHmac('sha256', signing).update(body).digest('hex');
      expect(headers['x-webhook-signature']).toBe(`sha256=${digest}`);
    }
    const bodies = receiver.received.map(({ body }) => JSON.parse(body));
    expect(bodies.find(({ message_id }) => message_id === delivered)).toEqual({
      ...{ event: 'message.delivered', message_id: delivered, status: 'delivered', sender_id: 'Acme' },
      ...{ phone: MAGIC_NUMBERS.delivered, segments: 1, cost: 0.01, error_code: null, retry_count: 0 },
      ...{ delivered_at: expect.stringMatching(/Z$/), failed_at: null },
    });
    expect(bodies.find(({ message_id }) => message_id === failed)).toMatchObject({
      ...{ event: 'message.failed', status: 'failed', error_code: 'undelivered', delivered_at: null },
      failed_at: expect.stringMatching(/Z$/),
    });
  });

  it('say how often a report was sent again', async () => {
    const receiver = await startReceiver((response, count) =>
      response.writeHead(count === 1 ? 500 : 200).end(),
    );
    onTestFinished(() => receiver.close());
    await put({ dlr_url: receiver.url });
    await sendOne({ to: MAGIC_NUMBERS.delivered });
    await deliverMessages();
    const deliverer = createDeliverer(webhooks);
    for (const minutes of [2, 3]) {
      setClockOffset(minutes * MINUTE);
      while ((await deliverer.run()) > 0);
      await deliverer.finish();
    }
    expect(receiver.received.map(({ body }) => JSON.parse(body).retry_count)).toEqual([0, 1]);
  });

  it('are repeated five times unless the receiver responds with 200 within 15 seconds', () => {
    expect([200, 201, 204, 302, 500].filter(webhooks.isSuccess)).toEqual([200]);
    expect(webhooks.timeoutMs).toBe(15 * SECOND);
    expect(webhooks.pausesMs.map((ms) => ms / SECOND)).toEqual([10, 30, 90, 270, 780]);
  });
});
