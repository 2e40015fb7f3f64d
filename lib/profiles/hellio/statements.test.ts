import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { setWorkspaceAllowlist } from '@/lib/domain/workspaces/set-allowlist';
import { hellio } from '@/lib/profiles/hellio/hellio';
import { keys } from '@/lib/profiles/hellio/keys';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { readMoney } from '@/lib/testing/factories/wallet';
import { makeProfileGateway } from '@/lib/testing/requests/profile-gateway';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

/** The calls that each scope of the documentation allows, with an example of each. */
const ALLOWED: Record<string, [method: string, path: string][]> = {
  'sms:send': [['POST', '/sms/send']],
  otp: [
    ['POST', '/otp/send'],
    ['POST', '/otp/verify'],
  ],
  voice: [
    ['POST', '/voice/send'],
    ['GET', '/voice/{id}'],
  ],
  lookup: [
    ['POST', '/lookup'],
    ['GET', '/lookups'],
    ['GET', '/lookup/{id}'],
  ],
  'email:verify': [['POST', '/email/verify']],
  reports: [
    ['GET', '/messages'],
    ['GET', '/messages/{reference}'],
    ['GET', '/campaigns'],
    ['GET', '/campaigns/{reference}'],
  ],
  balance: [['GET', '/balance']],
  webhooks: [
    ['GET', '/webhooks'],
    ['POST', '/webhooks'],
    ['DELETE', '/webhooks/{id}'],
  ],
};

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

describe('a token', () => {
  it('S3.1 S3.29 is a Bearer token on every request; without a valid one, every call is 401', async () => {
    expect(api.secret).toMatch(/^1\|[0-9A-Za-z]{48}$/);
    expect(await makeKey()).toMatch(/^2\|/);
    expect((await get('/balance')).status).toBe(200);
    const where = { workspaceId: api.owner.workspaceId, number: 1 };
    const { id: keyId } = await db().apiKey.findFirstOrThrow({ where });
    granted(await revokeApiKey(api.owner, { keyId }));
    for (const authorization of ['', api.secret, `Bearer ${api.secret}`]) {
      const response = await fetch(`${api.gateway.base}/balance`, { headers: { authorization } });
      expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(response.headers.get('x-ratelimit-limit')).toMatch(/^\d+$/);
      expect(await response.json()).toMatchObject({ error: 'unauthenticated', message: expect.any(String) });
    }
  });

  it('S3.5 has at least one scope', async () => {
    const none = keyInput({ length: keys.length.preset, scopes: [] });
    expect(await createApiKey(api.owner, none, keys)).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { scopes: expect.any(String) } },
    });
  });

  it.each(Object.keys(ALLOWED))(
    'S3.6–14 S3.31 with the scope %s may do what it names, and nothing else',
    async (scope) => {
      const token = await makeKey({ scopes: [scope] });
      for (const [held, calls] of Object.entries(ALLOWED)) {
        for (const [method, path] of calls) {
          const target = path.replace(/\{\w+\}/, '00000000-0000-4000-8000-000000000000');
          const { status, body } = await api.gateway.call(
            token,
            method,
            target,
            method === 'POST' ? {} : undefined,
          );
          const name = `${method} ${path}`;
          if (held === scope) expect([name, status]).not.toEqual([name, 403]);
          else expect([name, status, body]).toMatchObject([name, 403, { error: 'insufficient_scope' }]);
        }
      }
    },
  );

  it('S3.24 S3.25 S3.27 S3.33 may make 120 calls a minute, which the headers tell', async () => {
    const token = await makeKey({ rateLimit: undefined });
    const { headers } = await get('/balance', token);
    expect(headers.get('x-ratelimit-limit')).toBe('120');
    expect(headers.get('x-ratelimit-remaining')).toBe('119');
    expect(Number(headers.get('x-ratelimit-reset'))).toBeGreaterThan(1_700_000_000);
    const slow = await makeKey({ rateLimit: 1 });
    await get('/balance', slow);
    const limited = await get('/balance', slow);
    expect(limited).toMatchObject(refused(429, 'throttled'));
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('an Idempotency-Key', () => {
  const headers = { 'idempotency-key': 'order 4711' };
  const sendBodies: [path: string, body: object, change: object][] = [
    ['/sms/send', SMS, { message: 'Other' }],
    ['/otp/send', { mobile_number: GHANA, sender: 'Acme' }, { purpose: 'other' }],
    ['/voice/send', { recipients: [GHANA], text: 'Hello' }, { text: 'Other' }],
  ];

  it.each(sendBodies)('S3.15–19 without quotes lets %s take effect once', async (path, body, change) => {
    const first = await post(path, body, headers);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    const { sandbox } = await readMoney(api.owner.workspaceId);
    const again = await post(path, body, headers);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers.get('idempotent-replayed')).toBe('true');
    expect((await readMoney(api.owner.workspaceId)).sandbox).toEqual(sandbox);
    const where = { workspaceId: api.owner.workspaceId };
    expect((await db().message.count({ where })) + (await db().voiceCall.count({ where }))).toBe(1);
    expect(await post(path, { ...body, ...change }, headers)).toMatchObject(
      refused(409, 'idempotency_conflict'),
    );
  });

  it('S3.20 is a conflict while the first request is running', async () => {
    const { first, second } = await db().$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${api.owner.workspaceId} FOR UPDATE`;
      const running = send({}, headers);
      await expect.poll(waitingForLocks).toBeGreaterThan(0);
      return { first: running, second: await send({}, headers) };
    });
    expect(second).toMatchObject(refused(409, 'idempotency_conflict'));
    expect((await first).status).toBe(202);
  });
});

describe('the allowlist', () => {
  const allow = (actor: MemberActor, ...networks: string[]) =>
    setWorkspaceAllowlist(actor, { allowlist: networks.map((network) => ({ network })) });

  it('S3.21–23 S3.31 is edited by admins; empty it is open, else other addresses get 403', async () => {
    expect((await get('/balance')).status).toBe(200);
    const { workspaceId } = api.owner;
    for (const role of ['developer', 'viewer'] as const) {
      expect(await allow(await makeMember(role, { workspaceId }), '203.0.113.7')).toMatchObject({
        refusal: { code: 'FORBIDDEN' },
      });
    }
    granted(await allow(await makeMember('admin', { workspaceId }), '203.0.113.7'));
    expect(await get('/balance', await makeKey())).toMatchObject(refused(403, 'ip_not_allowed'));
    granted(await allow(api.owner, '203.0.113.7', '127.0.0.1'));
    expect((await get('/balance', await makeKey())).status).toBe(200);
  });
});

it('leaves USSD to the backend, and makes no tokens for passwords', async () => {
  expect(hellio.forwarded?.map(({ method, path }) => `${method} ${path}`)).toEqual(['POST /ussd']);
  for (const path of ['/ussd', '/auth/token']) {
    expect(await post(path, {})).toMatchObject(refused(404, 'not_found'));
  }
});
