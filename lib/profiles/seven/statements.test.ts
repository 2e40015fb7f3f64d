import { createHash, createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DAY, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { readApiKey } from '@/lib/domain/api-keys/read';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { overrideEnv } from '@/lib/env';
import { seven } from '@/lib/profiles/seven/seven';
import { statusOf } from '@/lib/refusal-status';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let owner: MemberActor;
beforeAll(async () => {
  gateway = await startGateway(seven);
  owner = await makeOwner();
});
afterAll(() => gateway.close());

async function makeKey(changes: Partial<CreateApiKeyInput> = {}) {
  const input = keyInput({ length: 64, scopes: ['*'], rateLimit: 6_000, ...changes });
  const { secret, signingSecret, key } = granted(await createApiKey(owner, input, seven.keys));
  return { secret, signingSecret: signingSecret ?? '', key };
}

interface Sent extends Pick<RequestInit, 'method' | 'body'> {
  headers?: Record<string, string>;
}

async function call(path: string, { headers, method = 'GET', body }: Sent = {}) {
  const response = await fetch(`${gateway.base}${path}`, { method, headers, body });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const DEMO = MAGIC_NUMBERS.delivered.slice(1);
const HELLO = { to: DEMO, text: 'Hello' };

describe('S2.1 S2.13 S2.14 S2.15 S2.16 S2.19 a key', () => {
  it('has letters and digits only, a chosen length, and a signing secret that is shown with it', async () => {
    const { length, reveal } = seven.keys;
    expect([length.advised, length.preset, reveal]).toEqual([64, 64, 'recoverable']);
    const texts = await Promise.all(
      [32, 64, 128].map(async (chosen) => {
        const { secret, signingSecret } = await makeKey({ length: chosen });
        expect(secret).toMatch(new RegExp(`^[0-9A-Za-z]{${chosen}}$`));
        return signingSecret;
      }),
    );
    for (const text of texts) expect(text).toMatch(/^[0-9A-Za-z]{43}$/);
    expect(await createApiKey(owner, keyInput({ length: 31, scopes: ['*'] }), seven.keys)).toMatchObject({
      refusal: { fields: { length: expect.any(String) } },
    });
  });
});

describe('S2.5 a key goes', () => {
  it('into X-Api-Key, Authorization: basic, or the parameter p in the query or the form', async () => {
    const { secret } = await makeKey();
    const accept = { accept: 'application/json' };
    for (const sent of [
      await call('/balance', { headers: { ...accept, 'X-Api-Key': secret } }),
      await call('/balance', { headers: { ...accept, Authorization: `basic ${secret}` } }),
      await call(`/balance?json=1&p=${secret}`),
    ]) {
      expect(sent).toMatchObject({ status: 200, type: 'application/json' });
    }
    const body = form({ ...HELLO, p: secret });
    expect(await call('/sms', { method: 'POST', body })).toMatchObject({ status: 200, text: '100' });
    const wrong: Record<string, string>[] = [
      {},
      { Authorization: `Bearer ${secret}` },
      { 'X-Api-Key': 'a'.repeat(64) },
    ];
    for (const headers of wrong) {
      expect(await call('/balance', { headers })).toMatchObject({ status: 401, text: '900' });
    }
  });

  it('does nothing with HEAD where GET costs money', async () => {
    const { secret, key } = await makeKey();
    const target = `/sms?p=${secret}&to=${DEMO}&text=Hello`;
    expect((await call(target, { method: 'HEAD' })).status).toBe(400);
    expect((await call(`/balance?p=${secret}`, { method: 'HEAD' })).status).toBe(200);
    expect(await db().message.count({ where: { apiKeyId: key.id } })).toBe(0);
    expect((await call(target)).status).toBe(200);
  });

  it('in a URL is noticed on its page, in a header or a form not', async () => {
    const inUrl = await makeKey();
    const inHeader = await makeKey();
    await call(`/balance?p=${inUrl.secret}`);
    await call('/balance', { headers: { 'X-Api-Key': inUrl.secret } });
    await call('/balance?json=1', { headers: { 'X-Api-Key': inHeader.secret } });
    await call('/sms', { method: 'POST', body: form({ ...HELLO, p: inHeader.secret }) });
    await gateway.close();
    gateway = await startGateway(seven);
    const urlUseOf = async ({ key }: typeof inUrl) =>
      granted(await readApiKey(owner, { keyId: key.id })).urlUsedAt;
    expect([await urlUseOf(inUrl), await urlUseOf(inHeader)]).toEqual([expect.any(Date), null]);
  });

  it('and never into a log', async () => {
    const lines = captureLog();
    const { secret } = await makeKey();
    await call(`/balance?p=${secret}`);
    await call(`/nothing?p=${secret}`);
    await call('/sms', { method: 'POST', body: form({ p: secret }) });
    expect(lines.length).toBeGreaterThan(2);
    expect(JSON.stringify(lines)).not.toContain(secret);
  });
});

describe('S2.10 S2.11 S2.12 an SMS', () => {
  it('is sent from JSON, a form or the query, with POST or GET', async () => {
    const { secret } = await makeKey();
    const key = { 'X-Api-Key': secret };
    const json = { ...key, 'content-type': 'application/json' };
    const query = form(HELLO);
    for (const sent of [
      await call('/sms', { method: 'POST', headers: json, body: JSON.stringify({ ...HELLO, flash: true }) }),
      await call('/sms', {
        method: 'POST',
        headers: key,
        body: form({ ...HELLO, flash: '1', json: '0', files: 'x' }),
      }),
      await call(`/sms?${query}`, { method: 'POST', headers: key }),
      await call(`/sms?${query}`, { headers: json }),
    ]) {
      expect(sent).toEqual({ status: 200, type: 'text/plain', text: '100' });
    }
    const inJson = await call('/sms?json=true', { method: 'POST', headers: key, body: form(HELLO) });
    expect(JSON.parse(inJson.text)).toMatchObject({
      success: '100',
      debug: 'true',
      messages: [{ parts: 1 }],
    });
  });

  it('goes to each number once, and leaves out those that are wrong', async () => {
    const { secret } = await makeKey();
    const headers = { 'X-Api-Key': secret };
    const body = form({ to: `4915112345688,nobody,+4915112345688`, text: 'Some' });
    const sent = await call('/sms?json=1', { method: 'POST', headers, body });
    expect(JSON.parse(sent.text)).toMatchObject({
      success: '101',
      messages: [
        { recipient: '4915112345688', success: true, error: null },
        { id: null, recipient: 'nobody', price: 0, success: false, error: '202' },
      ],
    });
    const inText = form({ to: `4915112345689,nobody`, text: 'Some' });
    expect(await call('/sms', { method: 'POST', headers, body: inText })).toMatchObject({ text: '101' });
  });

  it('goes to 10,000 numbers at most', { timeout: 60_000 }, async () => {
    const { secret, key } = await makeKey();
    const headers = { 'X-Api-Key': secret };
    const numbers = Array.from({ length: 10_001 }, (_, index) => `+49151${20_000_000 + index}`);
    const send = (to: readonly string[]) =>
      call('/sms?json=1', { method: 'POST', headers, body: form({ to: to.join(), text: 'Many' }) });
    expect(await send(numbers)).toMatchObject({ status: 400, text: '202' });
    expect(await db().message.count({ where: { apiKeyId: key.id } })).toBe(0);
    const { success, messages } = JSON.parse((await send(numbers.slice(1))).text);
    expect([success, messages.length, messages[9_999].recipient]).toEqual(['100', 10_000, '4915120010000']);
    expect(await db().message.count({ where: { apiKeyId: key.id } })).toBe(10_000);
  });

  it.each([
    ['1234567890', '1234567890'],
    ['1234567890123456', '1234567890123456'],
    ['4915112345678', '+4915112345678'],
    ['72404', '72404'],
    ['12345678901234567', null],
    ['12', null],
  ])('comes from a number of up to 16 digits: %s', async (from, stored) => {
    const { secret, key } = await makeKey();
    const body = form({ to: DEMO, text: 'Numeric', from });
    const sent = await call('/sms?json=1', { method: 'POST', headers: { 'X-Api-Key': secret }, body });
    const message = await db().message.findFirst({ where: { apiKeyId: key.id } });
    if (stored === null) expect([sent.text, message]).toEqual(['201', null]);
    else expect([JSON.parse(sent.text).messages[0].sender, message?.sender]).toEqual([from, stored]);
  });

  it.each([
    [MINUTE, 200],
    [30 * DAY, 200],
    [364 * DAY, 200],
    [366 * DAY, 400],
  ])('can be delayed by %d ms: %d', async (ahead, status) => {
    const { secret, key } = await makeKey();
    const at = new Date(Math.ceil(now().getTime() / 1_000) * 1_000 + ahead);
    const body = form({ to: DEMO, text: 'Later', delay: String(at.getTime() / 1_000) });
    const sent = await call('/sms', { method: 'POST', headers: { 'X-Api-Key': secret }, body });
    expect(sent).toMatchObject({ status, text: status === 200 ? '100' : '700' });
    const messages = await db().message.findMany({ where: { apiKeyId: key.id } });
    expect(messages.map(({ scheduledAt }) => scheduledAt)).toEqual(status === 200 ? [at] : []);
  });

  it('can be delayed by seconds, milliseconds or a time, and to three spellings of a number', async () => {
    const { secret, key } = await makeKey();
    const at = new Date(Math.ceil(now().getTime() / 1_000) * 1_000 + DAY);
    const delays = [
      String(at.getTime() / 1_000),
      String(at.getTime()),
      at.toISOString().slice(0, 19).replace('T', ' '),
    ];
    for (const [index, delay] of delays.entries()) {
      const to = `${['', '+', '00'][index]}49151123456${index}0`;
      const body = form({ to, text: 'Later', delay });
      const sent = await call('/sms', { method: 'POST', headers: { 'X-Api-Key': secret }, body });
      expect(sent).toMatchObject({ status: 200 });
    }
    const messages = await db().message.findMany({ where: { apiKeyId: key.id } });
    expect(messages.map(({ scheduledAt }) => scheduledAt)).toEqual([at, at, at]);
    expect(messages.map(({ recipient }) => recipient).sort()).toEqual([
      '+4915112345600',
      '+4915112345610',
      '+4915112345620',
    ]);
  });
});

describe('a voice call', () => {
  const start = (secret: string, fields: Record<string, string>) =>
    call('/voice?json=1', { method: 'POST', headers: { 'X-Api-Key': secret }, body: form(fields) });
  const balanceOf = async (secret: string) =>
    (await call('/balance', { headers: { 'X-Api-Key': secret } })).text;

  it('costs nothing in the sandbox: in its response, in the journal, and on the account', async () => {
    const { secret, key } = await makeKey();
    const before = await balanceOf(secret);
    const { total_price, balance, debug, messages } = JSON.parse((await start(secret, HELLO)).text);
    expect([total_price, debug, messages[0].price]).toEqual([0, true, 0]);
    expect([await balanceOf(secret), balance]).toEqual([before, Number(before)]);
    const journal = await call(`/journal/voice?id=${messages[0].id}`, { headers: { 'X-Api-Key': secret } });
    expect(JSON.parse(journal.text)).toMatchObject([
      { id: String(messages[0].id), price: '0.0000', type: 'voice', connection: 'http', xml: false },
    ]);
    const stored = await db().voiceCall.findFirst({ where: { apiKeyId: key.id } });
    expect(stored?.price).toBe(0n);
  });

  it('goes to each number once, and leaves out those that are wrong', async () => {
    const { secret } = await makeKey();
    const sent = await start(secret, { to: '4915112345688,nobody,+4915112345688', text: 'Some' });
    expect(JSON.parse(sent.text)).toMatchObject({
      success: '101',
      messages: [
        { id: expect.any(Number), recipient: '4915112345688', success: true, error: null },
        { id: 0, recipient: 'nobody', price: 0, success: false, error: '202' },
      ],
    });
    expect(await start(secret, { to: 'nobody', text: 'Some' })).toMatchObject({ status: 400, text: '202' });
  });
});

it('a lookup takes a number once, and has the price of each that was answered', async () => {
  const { secret } = await makeKey();
  const headers = { 'X-Api-Key': secret };
  const mnp = async (number: string) =>
    JSON.parse((await call(`/lookup/mnp?number=${number}`, { headers })).text);
  const one = await mnp('4915112345678,%2B4915112345678');
  expect(one).toMatchObject({ success: true });
  expect(await mnp('4915112345678,nobody')).toMatchObject([
    { success: true, price: one.price },
    { success: false, price: 0 },
  ]);
  const price = { currency: 'EUR', channel: 'lookup', destination: 'LI', amount: 250_000n } as const;
  await db().price.create({ data: price });
  onTestFinished(async () => void (await db().price.deleteMany({ where: { destination: 'LI' } })));
  expect(await mnp('4915112345678,423660234567')).toMatchObject([{ price: one.price }, { price: 0.25 }]);
  const many = Array.from({ length: 101 }, (_, index) => `x${index}`).join();
  expect([await mnp(many), await mnp('')]).toEqual([202, 301]);
});

it('analytics count SMS, voice calls and lookups', async () => {
  owner = await makeOwner();
  const { secret } = await makeKey();
  const headers = { 'X-Api-Key': secret };
  await call('/sms', { method: 'POST', headers, body: form({ ...HELLO, label: 'orders' }) });
  await call('/voice', { method: 'POST', headers, body: form(HELLO) });
  await call('/lookup/hlr?number=4915112345678', { headers });
  await call('/lookup/mnp?number=4915112345678,4915112345679', { headers });
  const read = async (path: string) => JSON.parse((await call(`/analytics/${path}`, { headers })).text);
  const none = { sms: 0, voice: 0, hlr: 0, mnp: 0, inbound: 0, rcs: 0, usage_eur: expect.any(Number) };
  const date = now().toISOString().slice(0, 10);
  expect(await read(`date?start=${date}&end=${date}`)).toEqual([
    { ...none, date, sms: 1, voice: 1, hlr: 1, mnp: 2 },
  ]);
  expect(await read('country')).toContainEqual({ ...none, country: 'DE', hlr: 1, mnp: 2 });
  expect(await read('label')).toEqual([
    { ...none, label: 'orders', sms: 1 },
    { ...none, label: '', voice: 1, hlr: 1, mnp: 2 },
  ]);
  expect(await read('date?label=orders')).toEqual([{ ...none, date, sms: 1 }]);
});

it('the balance in plain text has a point', async () => {
  const { secret } = await makeKey();
  const { text } = await call('/balance', { headers: { 'X-Api-Key': secret } });
  expect(text).toMatch(/^\d+\.\d{2,}$/);
});

describe('a refusal', () => {
  const send = (headers: Record<string, string>, fields: Record<string, string>) =>
    call('/sms', { method: 'POST', headers: { accept: 'application/json', ...headers }, body: form(fields) });

  it('is one bare number with its status', async () => {
    const { secret } = await makeKey({ limits: { countries: ['DE', 'US'] } });
    const key = { 'X-Api-Key': secret };
    const twice = { to: '4915112345678', text: 'Twice' };
    expect(await send(key, twice)).toMatchObject({ status: 200 });
    const narrow = await makeKey({ scopes: ['balance'] });
    const elsewhere = await makeKey({ allowlist: [{ network: '192.0.2.0/24' }] });
    const signed = await makeKey({ requireSignatures: true });
    const cases: [number, number, Promise<{ status: number; text: string }>][] = [
      [201, 400, send(key, { ...HELLO, from: 'Much too long a name' })],
      [202, 400, send(key, { ...HELLO, to: 'nobody' })],
      [301, 400, send(key, { text: 'Hello' })],
      [305, 400, send(key, { to: DEMO })],
      [401, 400, send(key, { ...HELLO, text: 'a'.repeat(1_601) })],
      [402, 400, send(key, twice)],
      [500, 402, send(key, { ...HELLO, to: MAGIC_NUMBERS.insufficientBalance.slice(1) })],
      [700, 400, call('/nothing', { headers: key })],
      [700, 400, call('/balance', { headers: key, method: 'PUT' })],
      [700, 429, send(key, { ...HELLO, to: MAGIC_NUMBERS.rateLimited.slice(1) })],
      [900, 401, send({ 'X-Api-Key': 'a'.repeat(64) }, HELLO)],
      [901, 401, send({ 'X-Api-Key': signed.secret }, HELLO)],
      [902, 403, send({ 'X-Api-Key': narrow.secret }, HELLO)],
      [903, 403, send({ 'X-Api-Key': elsewhere.secret }, HELLO)],
    ];
    for (const [code, status, refused] of cases) {
      expect({ code, ...(await refused) }).toMatchObject({ code, status, text: String(code) });
    }
  });
});

describe('a signature', () => {
  const sign = (secret: string, url: string, body: string, nonce = 'abc123') => {
    const timestamp = String(Math.floor(now().getTime() / 1_000));
    const md5 = createHash('md5').update(body).digest('hex');
    const lines = [timestamp, nonce, 'POST', url, md5].join('\n');
    const signature = createHmac('sha256', secret).update(lines).digest('hex');
    return { 'X-Timestamp': timestamp, 'X-Nonce': nonce, 'X-Signature': signature };
  };

  it('is checked if one of its headers is sent, once, for the address that the client called', async () => {
    const { secret, signingSecret } = await makeKey();
    const body = form(HELLO).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded', 'X-Api-Key': secret };
    const send = (headers: Record<string, string>) =>
      call('/sms', { method: 'POST', headers: { ...type, ...headers }, body });
    const headers = sign(signingSecret, `${gateway.base}/sms`, body);
    expect(await send(headers)).toMatchObject({ status: 200, text: '100' });
    expect(await send(headers)).toMatchObject({ status: 401, text: '901' });
    expect(await send({ 'X-Nonce': 'alone' })).toMatchObject({ status: 401, text: '901' });
    overrideEnv({ APP_URL: 'http://sms.example' });
    onTestFinished(() => overrideEnv({ APP_URL: '' }));
    const outside = sign(signingSecret, 'http://sms.example/api/sms', body, 'outside');
    expect(await send(outside)).toMatchObject({ status: 200 });
    const socket = sign(signingSecret, 'http://other.example/api/sms', body, 'other');
    expect(await send(socket)).toMatchObject({ status: 401 });
  });
});

describe('reports', () => {
  it('accept values that clients do not give, and exist as plain text, JSON and CSV', async () => {
    const { secret } = await makeKey();
    const headers = { 'X-Api-Key': secret };
    const absent = 'date_from=undefined&date_to=undefined&id=undefined&state=undefined&to=';
    expect(await call(`/journal/outbound?${absent}`, { headers })).toMatchObject({ status: 200 });
    expect(await call('/journal/inbound?id=undefined', { headers })).toMatchObject({ text: '[]' });
    expect(await call('/status?msg_id=', { headers })).toMatchObject({ status: 200, text: '' });
    expect(await call('/status?msg_id=none', { headers })).toMatchObject({ text: 'UNKNOWN' });
    const csv = await call('/pricing?format=csv&country=DE', { headers });
    expect(csv).toMatchObject({ status: 200, type: 'text/csv' });
    expect(csv.text).toMatch(/^countryCode;countryName;countryPrefix;.*\nDE;Germany;49;/);
  });

  it('have text for every value of the journal', async () => {
    const { secret } = await makeKey();
    const headers = { 'X-Api-Key': secret };
    await call('/sms', { method: 'POST', headers, body: form(HELLO) });
    const [entry] = JSON.parse((await call('/journal/outbound?limit=1', { headers })).text);
    expect(entry).toMatchObject({ price: expect.stringMatching(/^\d+\.\d{4}$/), to: DEMO });
    expect(entry.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
    for (const value of Object.values(entry)) expect(['string', 'object']).toContain(typeof value);
  });
});

it('a lookup that the carrier does not answer has the code of the carrier, and the status for a retry', () => {
  expect(statusOf('SERVICE_UNAVAILABLE', seven.errors.statuses)).toBe(503);
  const route = seven.routes.find(({ path }) => path === '/lookup/hlr');
  const refusal = { code: 'SERVICE_UNAVAILABLE', message: '' } as const;
  const context = { status: 503, requestId: '' };
  expect(seven.errors.write(refusal, { ...context, route })).toMatchObject({ body: '600' });
  expect(seven.errors.write(refusal, context)).toMatchObject({ body: '700' });
});

it.each([
  [{ request_method: 'PUT' }, 'Use `GET`, `POST` or `JSON`.'],
  [{ headers: 'Authorization' }, 'Write each header as `Name: value`.'],
  [{ headers: 'X-Shop: 7\nsecret' }, 'Write each header as `Name: value`.'],
])('a hook with %j is refused and not stored', async (changes, error_message) => {
  const { secret } = await makeKey();
  const headers = { 'X-Api-Key': secret };
  const target = { target_url: 'https://8.8.8.1/refused', ...changes };
  for (const refused of [
    await call('/hooks', { method: 'POST', headers, body: form(target) }),
    await call(`/hooks?action=subscribe&${form(target)}`, { headers }),
  ]) {
    expect(refused.status).toBe(400);
    expect(JSON.parse(refused.text)).toEqual({ success: false, error_message });
  }
  const listed = JSON.parse((await call('/hooks', { headers })).text);
  expect(listed.hooks).not.toContainEqual(expect.objectContaining({ target_url: target.target_url }));
});

it('hooks can be managed with a parameter for the action', async () => {
  const { secret } = await makeKey();
  const headers = { 'X-Api-Key': secret };
  const target = form({ target_url: 'https://8.8.8.1/dlr', event_type: 'dlr' });
  const added = await call(`/hooks?action=subscribe&${target}`, { headers });
  const { id } = JSON.parse(added.text);
  const posted = await call('/hooks?action=read', { method: 'POST', headers });
  expect(JSON.parse(posted.text)).toMatchObject({
    hooks: [{ id: String(id), request_method: 'POST', event_type: 'dlr' }],
  });
  const removed = await call('/hooks?action=unsubscribe', { method: 'POST', headers, body: form({ id }) });
  expect(removed).toMatchObject({ status: 200, text: '{"success":true}' });
  const mistaken = await call('/hooks', {
    method: 'POST',
    headers,
    body: form({ action: 'unsubscribe', id }),
  });
  expect(mistaken.status).toBe(400);
  expect(JSON.parse(mistaken.text)).toEqual({ success: false, error_message: expect.any(String) });
  for (const none of ['undefined', 'abc']) {
    const unknown = await call(`/hooks?id=${none}`, { method: 'DELETE', headers });
    expect(unknown).toMatchObject({ status: 200, text: '{"success":false}' });
  }
});
