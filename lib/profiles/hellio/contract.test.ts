import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { CALLER } from '@/lib/domain/verifications/limit-starts';
import { hellio } from '@/lib/profiles/hellio/hellio';
import { makeProfileGateway } from '@/lib/testing/requests/profile-gateway';

const campaign = z.object({ data: z.object({ reference: z.uuid(), campaign_id: z.int() }) });
const page = z.object({
  data: z.array(z.looseObject({ reference: z.uuid(), status: z.string() })),
  meta: z.object({ next_cursor: z.string().nullable() }),
});

const GHANA = '+233241234567';
const SMS = { recipients: [GHANA], sender: 'Acme', message: 'Hello' };

const api = makeProfileGateway(hellio, 'GHS');
const { get, post, makeKey } = api;
const send = (changes: object = {}, headers?: Record<string, string>, token = api.secret) =>
  post('/sms/send', { ...SMS, ...changes }, headers, token);
const refused = (status: number, error: string) => ({
  status,
  body: { error, message: expect.any(String) },
});
const changeWorkspace = (data: object) =>
  db().workspace.update({ where: { id: api.owner.workspaceId }, data });
const listed = async (path: string) => page.parse((await get(path)).body).data;

/** Sends what is due, and simulates its reports. */
async function deliverMessages() {
  onTestFinished(() => setClockOffset(0));
  setClockOffset(MINUTE);
  await dispatchMessages('sandbox', 200);
  setClockOffset(2 * MINUTE);
  await reportSimulated();
}

describe('one-time codes', () => {
  it('S3.26 S3.27 are limited per source address, too', async () => {
    const live = await makeKey({ environment: 'live' });
    const start = (n: number) => post('/otp/send', { email: `ada${n}@limits.example` }, {}, live);
    for (let n = 0; n < CALLER.codes; n++) expect((await start(n)).status).toBe(201);
    const limited = await start(CALLER.codes);
    expect(limited).toMatchObject(refused(429, 'throttled'));
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('are sent and verified, and a wrong one is 422 without a message', async () => {
    const mobile_number = MAGIC_NUMBERS.delivered;
    const bare = mobile_number.slice(1);
    expect(
      await post('/otp/send', { mobile_number: bare, sender: 'Acme', length: 4, expiry: 5 }),
    ).toMatchObject({
      status: 201,
      body: {
        data: { reference: expect.any(String), mobile_number, expires_in_minutes: 5, status: 'queued' },
      },
    });
    const verify = (code: string | number) => post('/otp/verify', { mobile_number: Number(bare), code });
    expect(await verify('0000')).toMatchObject({ status: 422 });
    expect((await verify('0000')).body).toEqual({ data: { verified: false, status: 'invalid' } });
    expect(await verify('0'.repeat(1_000))).toMatchObject({
      status: 422,
      body: { data: { status: 'invalid' } },
    });
    expect(await verify(1234)).toMatchObject({
      status: 200,
      body: { data: { verified: true, status: 'verified' } },
    });
    const email = 'delivered@example.com';
    expect(
      await post('/otp/send', { channel: 'email', email, sender: 'Acme', mobile_number: null }),
    ).toMatchObject({
      status: 201,
      body: { data: { email, expires_in_minutes: 10 } },
    });
    expect((await post('/otp/verify', { email, code: '123456' })).status).toBe(200);
  });

  it.each([
    [{ mobile_number: '024', sender: 'Acme' }, 'invalid_recipient', 'mobile_number'],
    [{ email: 'nobody' }, 'invalid_recipient', 'email'],
    [{ mobile_number: GHANA, length: 3 }, 'invalid_request', 'length'],
    [{ mobile_number: GHANA, expiry: 1_441 }, 'invalid_request', 'expiry'],
    [{ mobile_number: GHANA, purpose: 'x'.repeat(33) }, 'invalid_request', 'purpose'],
    [{}, 'invalid_request', 'mobile_number'],
  ])('S3.32 refuse %j with %s', async (body, error, field) => {
    const response = await post('/otp/send', body);
    expect(response).toMatchObject(refused(422, error));
    expect(response.body).toMatchObject({ errors: { [field]: [expect.any(String)] } });
  });

  it('are not sent by WhatsApp, which is not connected', async () => {
    const body = { channel: 'whatsapp', mobile_number: GHANA };
    expect(await post('/otp/send', body)).toMatchObject(refused(422, 'channel_not_connected'));
  });
});

describe('an SMS', () => {
  const text = `${GHANA},233241234568\n 233241234569\r\n12, ${GHANA}`;

  it.each([
    ['a list', text.split(/[,\n]/)],
    ['a text', text],
    ['JSON numbers', [233241234567, 233241234568, 233241234569, 12, 233241234567]],
  ])('goes to the valid numbers of %s, with money as text', async (_, recipients) => {
    const response = await send({ recipients, gateway: null });
    expect(response).toMatchObject({
      status: 202,
      body: {
        data: {
          ...{ reference: expect.stringMatching(/^[0-9a-f-]{36}$/), campaign_id: 1, status: 'queued' },
          ...{ accepted_recipients: 3, invalid_recipients: 2, segments: 3 },
          ...{ estimated_cost: '0.1050', currency: 'GHS' },
        },
      },
    });
    expect((await get('/balance')).body).toEqual({
      data: { balance: '999.8950', available: '999.895', reserved: '0.00', currency: 'GHS' },
    });
  });

  it('is a campaign: it is found by reference and by number, with its messages', async () => {
    const to = [MAGIC_NUMBERS.delivered, MAGIC_NUMBERS.undelivered, '12'];
    const { data } = campaign.parse((await send({ recipients: to })).body);
    await send();
    await deliverMessages();
    const waiting = campaign.parse((await send()).body).data;
    const [byReference, byNumber] = [await get(`/campaigns/${data.reference}`), await get('/campaigns/1')];
    expect(byReference).toMatchObject({
      status: 200,
      body: {
        data: {
          ...{ ...data, sender: 'Acme', message: 'Hello', status: 'completed' },
          ...{ accepted_recipients: 2, invalid_recipients: 1, cost: '0.2400' },
          counts: { queued: 0, sent: 0, delivered: 1, failed: 1, expired: 0, canceled: 0 },
        },
      },
    });
    expect(byNumber.body).toEqual(byReference.body);
    expect(await listed('/campaigns?status=queued')).toMatchObject([{ reference: waiting.reference }]);
    expect((await listed('/campaigns')).map(({ campaign_id }) => campaign_id)).toEqual([3, 2, 1]);
    for (const name of [data.reference, '1']) {
      const messages = await listed(`/messages?campaign=${name}`);
      expect(messages.map(({ status }) => status).toSorted()).toEqual(['delivered', 'failed']);
    }
    const [failed] = await listed('/messages?status=failed');
    expect((await get(`/messages/${failed?.reference}`)).body).toEqual({ data: failed });
    expect(failed).toMatchObject({
      ...{ campaign_reference: data.reference, mobile_number: MAGIC_NUMBERS.undelivered, cost: '0.1200' },
      created_at: expect.stringMatching(/T.*\+00:00$/),
    });
    const first = page.parse((await get('/messages?per_page=3')).body);
    expect(first.data).toHaveLength(3);
    expect(await listed(`/messages?per_page=200&cursor=${first.meta.next_cursor}`)).toHaveLength(1);
    const stranger = await get('/campaigns/4');
    expect(stranger).toMatchObject(refused(404, 'not_found'));
  });

  it('goes to one number without quotes', async () => {
    expect(await send({ recipients: 233241234567 })).toMatchObject({
      body: { data: { accepted_recipients: 1, invalid_recipients: 0 } },
    });
  });

  it.each([
    [{ recipients: ['12', 'nobody'] }, 'no_valid_recipients', 'recipients.0'],
    [{ recipients: 'nobody' }, 'no_valid_recipients', 'recipients.0'],
    [{ recipients: [] }, 'no_valid_recipients', 'recipients'],
    [{ recipients: '' }, 'no_valid_recipients', 'recipients'],
    [{ recipients: ',' }, 'no_valid_recipients', 'recipients'],
    [{ recipients: ['+23324123456700000000000'] }, 'invalid_request', 'recipients'],
    [{ sender: 'TwelveLetter' }, 'invalid_request', 'sender'],
    [{ sender: undefined }, 'invalid_request', 'sender'],
    [{ message: 'a'.repeat(1_601) }, 'invalid_request', 'message'],
  ])('S3.28 S3.32 with %j is refused with %s', async (changes, error, field) => {
    const response = await send(changes);
    expect(response).toMatchObject(refused(422, error));
    expect(response.body).toMatchObject({ errors: { [field]: [expect.any(String)] } });
    expect(await db().message.count({ where: { workspaceId: api.owner.workspaceId } })).toBe(0);
  });

  it('S3.28 S3.32 whose body is not JSON is refused as input that is not valid', async () => {
    const headers = { authorization: `Bearer ${api.secret}`, 'content-type': 'application/json' };
    const response = await fetch(`${api.gateway.base}/sms/send`, { method: 'POST', headers, body: '{' });
    expect({ status: response.status, body: await response.json() }).toMatchObject(
      refused(422, 'invalid_request'),
    );
  });

  it('S3.28 S3.30–32 is refused for money, spending, senders and routes', async () => {
    expect(await send({ recipients: MAGIC_NUMBERS.senderNotApproved })).toMatchObject(
      refused(422, 'sender_not_approved'),
    );
    const limit = (data: object) =>
      db().apiKey.updateMany({ where: { workspaceId: api.owner.workspaceId }, data });
    for (const [column, period] of [
      ['spendPerDay', 'day'],
      ['spendPerMonth', 'month'],
    ] as const) {
      await limit({ [column]: 1n });
      const response = await send();
      expect(response).toMatchObject(refused(403, 'spend_limit_exceeded'));
      expect(response.body).toMatchObject({ period });
      await limit({ [column]: null });
    }
    await limit({ countries: ['NL'] });
    expect(await send()).toMatchObject(refused(422, 'traffic_not_routable'));
    await limit({ countries: [] });
    await changeWorkspace({ sandboxBalance: 0n });
    expect(await send()).toMatchObject(refused(402, 'insufficient_balance'));
    await changeWorkspace({ currency: 'CHF' });
    expect(await send()).toMatchObject(refused(422, 'traffic_not_routable'));
  });
});

describe('voice calls', () => {
  const calls = {
    recipients: `${GHANA}\n233241234568\n12,${GHANA}`,
    text: 'Hello',
    caller_id: 'Acme',
    name: 'Deliveries',
  };

  it('are made to a list or a text of numbers, and their status has each of them', async () => {
    const started = await post('/voice/send', calls);
    expect(started).toMatchObject({
      status: 202,
      body: {
        data: {
          ...{ status: 'queued', accepted_recipients: 2, invalid_recipients: 2 },
          ...{ estimated_cost: '0.1400', currency: 'GHS' },
        },
      },
    });
    const { reference } = z.object({ data: z.object({ reference: z.uuid() }) }).parse(started.body).data;
    const recipient = { status: 'queued', duration: null, cost: '0.0700', currency: 'GHS', ended_at: null };
    expect((await get(`/voice/${reference}`)).body).toEqual({
      data: {
        ...{ reference, name: 'Deliveries', status: 'queued', duration: 0 },
        recipients: expect.arrayContaining([
          { ...recipient, mobile_number: GHANA },
          { ...recipient, mobile_number: '+233241234568' },
        ]),
      },
    });
    const { workspaceId } = api.owner;
    const ended = { status: 'completed', durationSeconds: 12, endedAt: new Date() } as const;
    await db().voiceCall.updateMany({ where: { workspaceId }, data: ended });
    expect((await get(`/voice/${reference}`)).body).toMatchObject({
      data: { status: 'completed', duration: 24, recipients: [{ duration: 12 }, { duration: 12 }] },
    });
    await api.changeCustomer();
    expect(await get(`/voice/${reference}`, api.secret)).toMatchObject(refused(404, 'not_found'));
  });

  it('are made to one number without quotes', async () => {
    expect(await post('/voice/send', { ...calls, recipients: 233241234567 })).toMatchObject({
      body: { data: { accepted_recipients: 1, invalid_recipients: 0 } },
    });
  });

  it.each([
    [{ text: null }, 'invalid_request', 'text'],
    [{ text: null, audio_url: 'nonsense' }, 'audio_error', 'audio_url'],
    [{ recipients: ['12', 'nobody'] }, 'no_valid_recipients', 'recipients'],
    [{ recipients: Array(101).fill(GHANA) }, 'invalid_request', 'recipients'],
    [{ recipients: ' \n' }, 'no_valid_recipients', 'recipients'],
  ])('with %j are refused with %s', async (changes, error, field) => {
    const response = await post('/voice/send', { ...calls, ...changes });
    expect(response).toMatchObject(refused(422, error));
    expect(response.body).toMatchObject({ errors: { [field]: [expect.any(String)] } });
  });
});

it('takes what its clients send with each request: JSON headers on GET, an Idempotency-Key on each POST', async () => {
  const json = { 'content-type': 'application/json', accept: 'application/json' };
  expect((await api.gateway.call(api.secret, 'GET', '/balance', undefined, json)).status).toBe(200);
  const posts: [path: string, body: object, status: number][] = [
    ['/otp/verify', { mobile_number: MAGIC_NUMBERS.delivered, code: '1' }, 422],
    ['/lookup', { numbers: [GHANA] }, 202],
    ['/email/verify', { emails: ['delivered@example.com'] }, 200],
    ['/webhooks', { url: 'https://8.8.8.8/hellio', events: '*' }, 201],
  ];
  for (const [path, body, status] of posts) {
    const sent = await post(path, body, { 'idempotency-key': `key of ${path}` });
    expect([path, sent.status, sent.body]).toMatchObject([path, status, { data: expect.anything() }]);
  }
});

it('looks up numbers in the background', async () => {
  const started = await post('/lookup', { numbers: `${GHANA},12,${GHANA.slice(1)}` });
  expect(started).toMatchObject({ status: 202, body: { data: { total: 2, currency: 'GHS' } } });
  const { id } = z.object({ data: z.object({ id: z.uuid() }) }).parse(started.body).data;
  expect((await get('/lookups')).body).toMatchObject({
    data: [{ id, total: 2 }],
    meta: { next_cursor: null },
  });
  expect((await get(`/lookup/${id}`)).body).toMatchObject({
    data: {
      id,
      numbers: [
        { number: GHANA, valid: true, country: 'GH', type: 'mobile' },
        { number: '12', valid: false, country: null, type: null },
      ],
    },
  });
  for (const numbers of ['', ['12', 'nobody']]) {
    expect(await post('/lookup', { numbers })).toMatchObject(refused(422, 'no_valid_numbers'));
  }
});

it('explains refusals in the words of the provider', async () => {
  const nothing = '2f1b7c0a-3d4e-4f5a-8b6c-7d8e9f0a1b2c';
  expect((await get('/campaigns/99')).body).toMatchObject({ message: 'There is no such campaign.' });
  expect((await get(`/lookup/${nothing}`)).body).toMatchObject({ message: 'There is no such lookup.' });
  const hint = ['Write the number with the code of its country, such as 233241234567.'];
  expect((await send({ recipients: ['12'] })).body).toMatchObject({ errors: { 'recipients.0': hint } });
  const code = await post('/otp/send', { mobile_number: '024', sender: 'Acme' });
  expect(code.body).toMatchObject({ errors: { mobile_number: hint } });
});

it('verifies email addresses', async () => {
  expect(await post('/email/verify', { emails: ['delivered@example.com', 'nobody'] })).toMatchObject({
    status: 200,
    body: {
      data: [
        { email: 'delivered@example.com', disposable: false, role: false },
        { email: 'nobody', status: expect.any(String), reason: expect.any(String) },
      ],
    },
  });
  expect(await post('/email/verify', { emails: [] })).toMatchObject(refused(422, 'invalid_request'));
});

it('lists the prices of a country, and those of all others where it has none', async () => {
  const priceOf = async (country: string) => {
    const { body } = await get(`/pricing?country=${country}`);
    const { data } = z.object({ data: z.array(z.looseObject({ channel: z.string() })) }).parse(body);
    return data.filter(({ channel }) => channel === 'sms');
  };
  const shared = { channel: 'sms', network: null, currency: 'GHS' };
  expect(await priceOf('gh')).toEqual([{ ...shared, country: 'GH', country_name: 'Ghana', price: '0.0350' }]);
  expect(await priceOf('NL')).toEqual([{ ...shared, country: null, country_name: null, price: '1.0000' }]);
  expect(await get('/pricing?country=Ghana')).toMatchObject(refused(422, 'invalid_request'));
});
