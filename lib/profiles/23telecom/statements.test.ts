import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { disableApiKey } from '@/lib/domain/api-keys/disable';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { telecom23 } from '@/lib/profiles/23telecom/23telecom';
import { MAX_BODY_BYTES } from '@/lib/profiles/limits';
import { publicCodes } from '@/lib/profiles/refusals';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let owner: MemberActor;
beforeAll(async () => {
  gateway = await startGateway(telecom23);
  owner = await makeOwner();
});
afterAll(() => gateway.close());

async function makeKey(scopes: readonly string[], changes: Partial<CreateApiKeyInput> = {}) {
  const { length } = telecom23.keys;
  const input = keyInput({ length: length.preset, scopes: [...scopes], ...changes });
  return granted(await createApiKey(owner, input, telecom23.keys));
}

interface Sent {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

async function call(secret: string | undefined, path: string, { method = 'GET', body, headers }: Sent = {}) {
  const response = await fetch(`${gateway.base}${path}`, {
    method,
    headers: {
      ...(secret !== undefined && { 'x-api-key': secret }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

const HELLO = { to: [MAGIC_NUMBERS.delivered], message: 'Hello', sender_id: 'Acme' };
const send = (secret: string, body: unknown = HELLO) => call(secret, '/sms/send', { method: 'POST', body });

/** One call of each permission. */
const CALLS: readonly [scope: string, method: string, path: string][] = [
  ['sms.send', 'POST', '/sms/send'],
  ['sms.read', 'GET', '/sms/status/none'],
  ['sms.read', 'GET', '/sms/stats'],
  ['sms.read', 'GET', '/sms/messages'],
  ['sms.read', 'GET', '/sms/messages/unified?source=all'],
  ['balance.read', 'GET', '/user/balance'],
  ['pricing.read', 'GET', '/user/pricing'],
  ['pricing.read', 'POST', '/user/pricing'],
  ['payments.read', 'GET', '/user/payments'],
  ['webhooks.read', 'GET', '/user/webhooks'],
  ['webhooks.read', 'GET', '/user/webhooks/logs'],
  ['webhooks.write', 'PUT', '/user/webhooks'],
  ['webhooks.write', 'POST', '/user/webhooks/test'],
];

/** The bodies of the calls that need one. */
const BODIES: Record<string, unknown> = {
  '/sms/send': HELLO,
  '/user/webhooks': { unique_clicks_only: true },
  // Its body is ignored.
  '/user/pricing': { surprise: true },
};

async function allowedCalls(secret: string): Promise<string[]> {
  const allowed: string[] = [];
  for (const [, method, path] of CALLS) {
    const { status, body } = await call(secret, path, {
      method,
      ...(method !== 'GET' && { body: BODIES[path] }),
    });
    // There is no URL to test, and no such message.
    if (status === 200 || ['INVALID_URL', 'NOT_FOUND'].includes(body.error_code))
      allowed.push(`${method} ${path}`);
    else expect([status, body.error_code]).toEqual([403, 'FORBIDDEN']);
  }
  return allowed;
}

const callsOf = (scopes: readonly string[]) =>
  CALLS.filter(([scope]) => scopes.includes(scope)).map(([, method, path]) => `${method} ${path}`);

describe('S1 keys and permissions', () => {
  it('S1.1, S1.2, S1.3, S1.7 a key has the prefix of its environment and sees only its workspace', async () => {
    const { secret } = await makeKey(['sms.read'], { environment: 'live' });
    expect(secret).toMatch(/^sk_prod_[0-9A-Za-z]{48}$/);
    const stranger = await makeOwner();
    const other = granted(
      await createApiKey(stranger, keyInput({ length: 48, scopes: ['sms.read'] }), telecom23.keys),
    );
    const test = await makeKey(['sms.send', 'sms.read']);
    expect(test.secret).toMatch(/^sk_test_/);
    const { body } = await send(test.secret);
    const path = `/sms/status/${body.messages[0].message_id}`;
    expect((await call(test.secret, path)).status).toBe(200);
    expect(await call(other.secret, path)).toMatchObject({ status: 404, body: { error_code: 'NOT_FOUND' } });
    const headers = { 'x-workspace-id': stranger.workspaceId };
    expect((await call(test.secret, path, { headers })).status).toBe(200);
  });

  it.each([...new Set(CALLS.map(([scope]) => scope))])(
    'S1.9, S1.11–18, S1.24 %s allows its own calls only',
    async (scope) => {
      const { secret } = await makeKey([scope]);
      expect(await allowedCalls(secret)).toEqual(callsOf([scope]));
    },
  );

  it('S1.10 * allows every call', async () => {
    const { secret } = await makeKey([FULL_ACCESS]);
    expect(await allowedCalls(secret)).toHaveLength(CALLS.length);
  });

  it('S1.19–23 the presets are those of the documentation', () => {
    expect(telecom23.keys.presets).toEqual([
      { name: 'Send + track delivery', scopes: ['sms.send', 'sms.read'] },
      { name: 'Send only', scopes: ['sms.send'] },
      { name: 'Dashboard / monitoring', scopes: ['sms.read', 'balance.read'] },
      { name: 'Webhook management', scopes: ['webhooks.read', 'webhooks.write'] },
      {
        name: 'Full API access',
        scopes: [
          'sms.send',
          'sms.read',
          'balance.read',
          'pricing.read',
          'payments.read',
          'webhooks.read',
          'webhooks.write',
        ],
      },
    ]);
  });
});

describe('S1 refusals', () => {
  it('S1.25 says INVALID_API_KEY for a key that is unknown or malformed, UNAUTHORIZED without one', async () => {
    for (const secret of ['sk_prod_unknown', `sk_test_${'a'.repeat(48)}`]) {
      expect(await call(secret, '/user/balance')).toMatchObject({
        status: 401,
        body: { status: false, error_code: 'INVALID_API_KEY', description: expect.any(String) },
      });
    }
    expect(await call(undefined, '/user/balance')).toMatchObject({
      status: 401,
      body: { error_code: 'UNAUTHORIZED' },
    });
  });

  it.each([
    [{ ...HELLO, to: ['nobody'] }, 'INVALID_TO'],
    [{ ...HELLO, to: [] }, 'INVALID_TO'],
    [{ ...HELLO, to: Array.from({ length: 101 }, (_, n) => `+3161234${5000 + n}`) }, 'TOO_MANY_RECIPIENTS'],
    [{ to: HELLO.to, sender_id: 'Acme' }, 'INVALID_MESSAGE'],
    [{ ...HELLO, sender_id: '1Acme' }, 'INVALID_SENDER'],
    [{ ...HELLO, sender_id: 'AB' }, 'INVALID_SENDER'],
    [{ ...HELLO, to: [HELLO.to[0], HELLO.to[0]] }, 'INVALID_TO'],
    [{ ...HELLO, message: '' }, 'INVALID_MESSAGE'],
    [{ ...HELLO, surprise: 1 }, 'INVALID_PARAMS'],
  ])('S1.35 %j is refused with %s', async (body, code) => {
    const { secret } = await makeKey(['sms.send']);
    expect(await send(secret, body)).toMatchObject({
      status: 400,
      body: { status: false, error_code: code },
    });
  });

  /** A call with a new key that may do everything. */
  async function callAs(changes: Partial<CreateApiKeyInput>, path = '/user/balance', sent: Sent = {}) {
    return call((await makeKey([FULL_ACCESS], changes)).secret, path, sent);
  }
  const sendAs = (changes: Partial<CreateApiKeyInput>, body: unknown, headers?: Record<string, string>) =>
    callAs(changes, '/sms/send', { method: 'POST', body, headers });
  const changeWebhooks = (body: unknown) => callAs({}, '/user/webhooks', { method: 'PUT', body });

  /** The error reference: each code, its status, and a call that gets it. */
  const REFERENCE: [statement: string, code: string, status: number, cause: () => ReturnType<typeof call>][] =
    [
      ['S1.35', 'UNAUTHORIZED', 401, () => call(undefined, '/user/balance')],
      ['S1.25', 'INVALID_API_KEY', 401, () => call('sk_prod_unknown', '/user/balance')],
      [
        'S1.26',
        'API_KEY_INACTIVE',
        401,
        async () => {
          const { key, secret } = await makeKey(['balance.read']);
          granted(await disableApiKey(owner, { keyId: key.id }));
          return call(secret, '/user/balance');
        },
      ],
      [
        'S1.27',
        'API_KEY_EXPIRED',
        401,
        async () => {
          const { key, secret } = await makeKey(['balance.read'], { expiry: '7d' });
          const expiresAt = new Date(now().getTime() - SECOND);
          await db().apiKey.update({ where: { id: key.id }, data: { expiresAt } });
          return call(secret, '/user/balance');
        },
      ],
      [
        'S1.35',
        'USER_NOT_ACTIVE',
        401,
        async () => {
          const suspended = await makeOwner();
          const input = keyInput({ length: 48, scopes: [FULL_ACCESS] });
          const { secret } = granted(await createApiKey(suspended, input, telecom23.keys));
          const where = { id: suspended.workspaceId };
          await db().workspace.update({ where, data: { suspendedAt: now() } });
          return call(secret, '/user/balance');
        },
      ],
      ['S1.35', 'IP_NOT_ALLOWED', 401, () => callAs({ allowlist: [{ network: '192.0.2.0/24' }] })],
      ['S1.35', 'SIGNATURE_REQUIRED', 401, () => callAs({ requireSignatures: true })],
      [
        'S1.35',
        'INVALID_SIGNATURE',
        401,
        () => {
          const headers = { 'x-timestamp': String(Math.floor(now().getTime() / SECOND)), 'x-signature': 'a' };
          return callAs({ requireSignatures: true }, '/user/balance', { headers });
        },
      ],
      [
        'S1.35',
        'INSUFFICIENT_BALANCE',
        402,
        () => sendAs({}, { ...HELLO, to: [MAGIC_NUMBERS.insufficientBalance] }),
      ],
      ['S1.24', 'FORBIDDEN', 403, () => callAs({ scopes: ['sms.send'] })],
      ['S1.35', 'NOT_FOUND', 404, () => callAs({}, '/sms/status/none')],
      [
        'S1.35',
        'RATE_LIMIT_EXCEEDED',
        429,
        async () => {
          const { secret } = await makeKey(['balance.read'], { rateLimit: 1 });
          await call(secret, '/user/balance');
          return call(secret, '/user/balance');
        },
      ],
      // There is no carrier.
      ['S1.35', 'INTERNAL_ERROR', 500, () => sendAs({ environment: 'live' }, HELLO)],
      ['S1.35', 'INVALID_BODY', 400, () => sendAs({}, HELLO, { 'content-type': 'text/plain' })],
      ['S1.35', 'INVALID_PARAMS', 400, () => callAs({}, '/sms/messages?period=always')],
      ['S1.35', 'INVALID_TO', 400, () => sendAs({}, { ...HELLO, to: ['nobody'] })],
      ['S1.35', 'TOO_MANY_RECIPIENTS', 400, () => sendAs({}, { ...HELLO, to: Array(101).fill(HELLO.to[0]) })],
      ['S1.35', 'INVALID_MESSAGE', 400, () => sendAs({}, { ...HELLO, message: '' })],
      ['S1.35', 'INVALID_SENDER', 400, () => sendAs({}, { ...HELLO, sender_id: '1Acme' })],
      ['S1.35', 'INVALID_URL', 400, () => callAs({}, '/user/webhooks/test', { method: 'POST' })],
      ['S1.35', 'INVALID_SECRET', 400, () => changeWebhooks({ signing_secret: '' })],
      ['S1.35', 'INVALID_FIELDS', 400, () => changeWebhooks({})],
      [
        'S1.35',
        'CONFLICTING_FIELDS',
        400,
        () => changeWebhooks({ signing_secret: 'a', clear_signing_secret: true }),
      ],
    ];

  it.each(REFERENCE)('%s %s happens', async (_, code, status, cause) => {
    expect(await cause()).toMatchObject({
      status,
      body: { status: false, error_code: code, description: expect.any(String) },
    });
  });

  it('S1.35 the documentation lists these codes, and no other', () => {
    const documented = new Set(publicCodes(telecom23).map(({ code }) => code));
    expect([...documented].toSorted()).toEqual(REFERENCE.map(([, code]) => code).toSorted());
  });

  it('S1.35 a body that is too large is INVALID_BODY, like one that cannot be read', async () => {
    expect(await sendAs({}, { ...HELLO, message: 'x'.repeat(MAX_BODY_BYTES) })).toMatchObject({
      status: 400,
      body: { error_code: 'INVALID_BODY' },
    });
  });

  it('S1.35 a refused balance says how far it is from enough', async () => {
    const poor = await makeOwner();
    await db().workspace.update({ where: { id: poor.workspaceId }, data: { sandboxBalance: 0n } });
    const { secret } = granted(
      await createApiKey(poor, keyInput({ length: 48, scopes: ['sms.send'] }), telecom23.keys),
    );
    expect(await send(secret)).toMatchObject({
      status: 402,
      body: {
        status: false,
        error_code: 'INSUFFICIENT_BALANCE',
        balance: 0,
        estimated_cost: expect.any(Number),
        currency: expect.any(String),
        total_recipients: 1,
        billable_recipients: 1,
        segments: 1,
      },
    });
  });
});

describe('S1 signatures', () => {
  function signed(secret: string, path: string, body = '', at = now()) {
    const timestamp = String(Math.floor(at.getTime() / SECOND));
    const line = `${body ? 'POST' : 'GET'}|${telecom23.base}${path}|${timestamp}|${body}`;
    return {
      'x-timestamp': timestamp,
      'x-signature': createHmac('sha256', secret).update(line).digest('hex'),
    };
  }

  it('S1.6, S1.34 a key that requires signatures accepts only signed calls, each once', async () => {
    const { secret, signingSecret } = await makeKey(['balance.read', 'sms.send'], {
      requireSignatures: true,
    });
    const path = '/user/balance';
    expect(await call(secret, path)).toMatchObject({
      status: 401,
      body: { error_code: 'SIGNATURE_REQUIRED' },
    });
    const headers = signed(String(signingSecret), path);
    expect((await call(secret, path, { headers })).status).toBe(200);
    const refused = { status: 401, body: { error_code: 'INVALID_SIGNATURE' } };
    expect(await call(secret, path, { headers })).toMatchObject(refused);
    const late = signed(String(signingSecret), path, '', new Date(now().getTime() - 301 * SECOND));
    expect(await call(secret, path, { headers: late })).toMatchObject(refused);
    const body = signed(String(signingSecret), '/sms/send', JSON.stringify(HELLO));
    const sent = { method: 'POST', body: HELLO, headers: body };
    expect((await call(secret, '/sms/send', sent)).status).toBe(200);
  });
});

describe('the messages and the account', () => {
  it('sends to several numbers, and lists and counts the messages', async () => {
    const sender = await makeOwner();
    const { secret } = granted(
      await createApiKey(
        sender,
        keyInput({ length: 48, scopes: ['sms.send', 'sms.read', 'payments.read', 'balance.read'] }),
        telecom23.keys,
      ),
    );
    const to = [MAGIC_NUMBERS.delivered, MAGIC_NUMBERS.undelivered];
    const { status, body } = await send(secret, { ...HELLO, to });
    expect([status, body.summary]).toMatchObject([
      200,
      { total_recipients: 2, total_segments: 2, encoding: 'GSM-7', accepted_count: 2, blocked_count: 0 },
    ]);
    expect(body.results.map(({ dnis }: { dnis: string }) => dnis)).toEqual(to);

    const page = await call(secret, '/sms/messages?page=2&limit=1&status=pending&period=24h');
    expect(page.body).toMatchObject({ total: 2, page: 2, limit: 1, total_pages: 2 });
    expect(page.body.status).toBeUndefined();
    expect(page.body.messages[0]).toMatchObject({
      id: expect.any(Number),
      sender_id: 'Acme',
      status: 'pending',
    });
    const unified = await call(secret, '/sms/messages/unified?source=all');
    const [{ client_message_id }] = page.body.messages;
    expect(unified.body.messages[1]).toMatchObject({ id: client_message_id, client_message_id });
    expect((await call(secret, '/sms/messages?status=REJECTD')).body.total).toBe(0);

    const stats = await call(secret, '/sms/stats?period=7d');
    expect(stats.body).toMatchObject({
      status: true,
      stats: { total_sent: 2, sent: 2, pending: 2, delivered: 0, total_cost: body.summary.total_cost },
    });
    const payments = await call(secret, '/user/payments');
    expect(payments.body.map(({ type }: { type: string }) => type)).toEqual(['usage', 'usage', 'deposit']);
    const balance = await call(secret, '/user/balance');
    expect(balance.body).toMatchObject({
      balance: 1_000 - body.summary.total_cost,
      updated: expect.stringMatching(/^\d{4}\.\d\d\.\d\d \d\d:\d\d:\d\d$/),
    });
    expect(balance.body.credit_blocked).toBeUndefined();
  });
});
