import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import { memberOfRequest } from '@/lib/auth/member-of-request';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { overrideEnv } from '@/lib/env';
import { esmsAfrica } from '@/lib/profiles/esms-africa/esms-africa';
import { keys } from '@/lib/profiles/esms-africa/keys';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeSessionCookie } from '@/lib/testing/factories/session-cookie';
import { giveMoney, readMoney } from '@/lib/testing/factories/wallet';
import { missingFor } from '@/lib/testing/requests/interpreter-modules';
import { runSample } from '@/lib/testing/requests/interpreters';
import { makeOwner } from '@/lib/testing/requests/profile-caller';
import { CARRIER_SECRET, startCarrier } from '@/lib/testing/servers/carrier';
import { readAnswer, startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import { waitingForLocks } from '@/lib/testing/servers/waiting-for-locks';

/** The operations that each scope of the documentation allows. */
const ALLOWED = {
  send: ['POST /messages/send', 'POST /messages/send-bulk', 'POST /messages/bulk-precheck'],
  query: ['GET /messages', 'GET /messages/{id}', 'GET /balance', 'GET /balance/transactions', 'GET /routes'],
  webhooks: ['GET /webhooks', 'PUT /webhooks', 'POST /webhooks/rotate-secret'],
};

const MESSAGE = { to: '+256701521269', text: 'Hello' };
const BODIES: Record<string, unknown> = {
  'POST /messages/send': MESSAGE,
  'POST /messages/send-bulk': { recipients: [{ to: MESSAGE.to }], text: 'Hello' },
  'POST /messages/bulk-precheck': { recipients: [{ to: MESSAGE.to }], text: 'Hello' },
  'PUT /webhooks': { is_active: true },
};
const NEW_KEY = { name: 'Production server', environment: 'test', scopes: 'send,query' };
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

const createdKey = z.object({ id: z.int(), key: z.string() });
const listedKeys = z.array(
  z.looseObject({ id: z.int(), is_active: z.boolean(), last_used_at: z.string().nullable() }),
);

let gateway: TestGateway;
let owner: MemberActor;
/** A key that may do everything, also manage keys. */
let manager: string;
beforeAll(async () => {
  gateway = await startGateway(esmsAfrica, { findMember: memberOfRequest });
  owner = await makeOwner();
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { currency: 'USD' } });
  manager = await makeKey();
});
afterAll(() => gateway.close());

/** A key that a member creates on the page. */
async function makeKey(changes: Partial<CreateApiKeyInput> = {}): Promise<string> {
  const scopes = keys.scopes.map(({ name }) => name);
  const input = keyInput({ length: 32, scopes, rateLimit: 1_000, ...changes });
  return granted(await createApiKey(owner, input, keys)).secret;
}

const create = (body: object = NEW_KEY, key = manager) => gateway.call(key, 'POST', '/api-keys', body);
const createKey = async (body?: object) => createdKey.parse((await create(body)).body);
const listKeys = async (key = manager) =>
  listedKeys.parse((await gateway.call(key, 'GET', '/api-keys')).body);
const revoke = (id: number | string, key = manager) => gateway.call(key, 'DELETE', `/api-keys/${id}`);
const statusOfCall = async (key: string) => (await gateway.call(key, 'GET', '/balance')).status;

async function callOperation(key: string, operation: string, messageId: string) {
  const [method = '', path = ''] = operation.split(' ');
  return gateway.call(key, method, path.replace('{id}', messageId), BODIES[operation]);
}

describe('creating a key', () => {
  it('S0.1 S0.5 S0.6 S0.7 returns the key with its settings', async () => {
    const { status, headers, body } = await create();
    expect([status, headers.get('content-type')]).toEqual([200, 'application/json']);
    const { id, key } = createdKey.parse(body);
    expect(body).toEqual({
      id,
      key,
      name: 'Production server',
      prefix: `esms_test_****${key.slice(-4)}`,
      environment: 'test',
      scopes: ['send', 'query'],
      created_at: expect.stringMatching(TIME),
    });
  });

  it.each(['name', 'environment', 'scopes'])('S0.2 S0.3 S0.4 requires %s', async (field) => {
    for (const value of [undefined, 1]) {
      expect(await create({ ...NEW_KEY, [field]: value })).toMatchObject({
        status: 422,
        body: { detail: [{ loc: ['body', field], msg: expect.any(String), type: expect.any(String) }] },
      });
    }
  });

  it('S0.3 knows the environments live and test', async () => {
    for (const environment of ['sandbox', 'production', '']) {
      expect(await create({ ...NEW_KEY, environment })).toMatchObject({ status: 422 });
    }
  });

  it('S0.4 reads scopes from a string, with or without spaces', async () => {
    for (const [scopes, read] of [
      ['query', ['query']],
      ['send, query', ['send', 'query']],
    ]) {
      expect((await create({ ...NEW_KEY, scopes })).body).toMatchObject({ scopes: read });
    }
    for (const scopes of ['', ',', 'send,everything', 'send,send', ['send']]) {
      expect(await create({ ...NEW_KEY, scopes })).toMatchObject({
        status: 422,
        body: { detail: [{ loc: ['body', 'scopes'] }] },
      });
    }
  });

  it('S0.8 S0.9 makes 32 characters after the environment, and a member may choose more', async () => {
    expect((await createKey()).key).toMatch(/^esms_test_[a-z0-9]{32}$/);
    const live = await makeKey({ environment: 'live' });
    const { body } = await create({ ...NEW_KEY, environment: 'live' }, live);
    expect(createdKey.parse(body).key).toMatch(/^esms_live_[a-z0-9]{32}$/);
    expect(await makeKey({ length: 48 })).toMatch(/^esms_test_[a-z0-9]{48}$/);
  });

  it('S0.10 shows the key in the first response only, also if the request is sent again', async () => {
    const idempotent = { 'idempotency-key': 'key-1' };
    const first = await gateway.call(manager, 'POST', '/api-keys', NEW_KEY, idempotent);
    const { id, key } = createdKey.parse(first.body);
    const again = await gateway.call(manager, 'POST', '/api-keys', NEW_KEY, idempotent);
    expect(again).toMatchObject({ status: 409, body: { detail: { code: 'already_created' } } });
    expect(JSON.stringify(again.body)).toContain(`The key ${id} `);
    for (const { body } of [again, await gateway.call(manager, 'GET', '/api-keys')]) {
      expect(JSON.stringify(body)).not.toContain(key);
    }
  });

  it('S0.12 masks keys as the sample does', async () => {
    const live = await makeKey({ environment: 'live' });
    const { workspaceId } = owner;
    const masked = await db().apiKeySecret.findFirstOrThrow({
      where: { apiKey: { workspaceId }, masked: { endsWith: live.slice(-4) } },
    });
    expect(masked.masked).toBe(`esms_live_****${live.slice(-4)}`);
    const { id, key } = await createKey();
    const listed = (await listKeys()).find((each) => each.id === id);
    expect(listed?.prefix).toBe(`esms_test_****${key.slice(-4)}`);
  });
});

describe('scopes', () => {
  it('S0.13 S0.14 S0.15 S0.16 allow what the documentation lists, and nothing else', async () => {
    const sent = await gateway.call(manager, 'POST', '/messages/send', MESSAGE);
    const { id } = z.object({ id: z.string() }).parse(sent.body);
    for (const [scope, allowed] of Object.entries(ALLOWED)) {
      const { key } = await createKey({ ...NEW_KEY, scopes: scope });
      for (const operation of Object.values(ALLOWED).flat()) {
        const { status, body } = await callOperation(key, operation, id);
        if (allowed.includes(operation)) expect([operation, status]).toEqual([operation, 200]);
        else {
          expect([operation, status]).toEqual([operation, 403]);
          expect(body).toMatchObject({ detail: { code: 'insufficient_scope', message: expect.any(String) } });
        }
      }
    }
  });

  it('S0.16 are refused for a query-only key that sends, which sends nothing', async () => {
    const { key } = await createKey({ ...NEW_KEY, scopes: 'query' });
    const before = await db().message.count();
    expect((await gateway.call(key, 'POST', '/messages/send', MESSAGE)).status).toBe(403);
    expect(await db().message.count()).toBe(before);
  });
});

describe('the list of keys', () => {
  it('S0.18 S0.19 is an array of keys without the keys themselves', async () => {
    const { id } = await createKey();
    const listed = await listKeys();
    expect(listed[0]).toEqual({
      id,
      name: 'Production server',
      prefix: expect.stringMatching(/^esms_test_\*{4}[a-z0-9]{4}$/),
      environment: 'test',
      scopes: ['send', 'query'],
      is_active: true,
      last_used_at: null,
      created_at: expect.stringMatching(TIME),
    });
    for (const item of listed) expect(item).not.toHaveProperty('key');
  });

  it('S0.20 tells when a key was last used', async () => {
    const { id, key } = await createKey();
    const lastUse = async () => (await listKeys()).find((each) => each.id === id)?.last_used_at;
    expect(await lastUse()).toBeNull();
    expect(await statusOfCall(key)).toBe(200);
    await expect.poll(lastUse).toMatch(TIME);
  });
});

describe('revoking a key', () => {
  it('S0.21 S0.22 S0.24 ends it at once, and no other key', async () => {
    const [key, other] = [await createKey(), await createKey()];
    expect([await statusOfCall(key.key), await statusOfCall(other.key)]).toEqual([200, 200]);
    expect(await revoke(key.id)).toMatchObject({ status: 204, body: undefined });
    expect(await gateway.call(key.key, 'GET', '/balance')).toMatchObject({
      status: 401,
      body: { detail: { code: 'invalid_api_key' } },
    });
    expect(await statusOfCall(other.key)).toBe(200);
    const listed = await listKeys();
    expect(listed.find(({ id }) => id === key.id)?.is_active).toBe(false);
    expect(listed.find(({ id }) => id === other.id)?.is_active).toBe(true);
    expect((await revoke(key.id)).status).toBe(204);
  });

  it('S0.21 knows no key of another workspace or environment, and no other id', async () => {
    const stranger = await makeOwner();
    const input = keyInput({ length: 32, scopes: ['query'] });
    const foreign = granted(await createApiKey(stranger, input, keys));
    await db().apiKey.update({ where: { id: foreign.key.id }, data: { number: 9_999 } });
    const live = await makeKey({ environment: 'live' });
    const [liveKey] = await listKeys(live);
    for (const id of [9_999, liveKey?.id ?? 0, 0, 2 ** 40, 'abc', '1e1', '-1', '1.5']) {
      expect(await revoke(id)).toMatchObject({ status: 404, body: { detail: { code: 'not_found' } } });
    }
    expect(await statusOfCall(live)).toBe(200);
  });

  it('S0.23 fails a request in flight, which has no effect', async () => {
    const { id, key } = await createKey();
    const { workspaceId } = owner;
    const before = await db().message.count({ where: { workspaceId } });
    const { sending } = await db().$transaction(async (tx) => {
      // Keeps the send where it is: its key is known, and its transaction waits for the workspace.
      await tx.$queryRaw`SELECT 1 FROM workspaces WHERE id = ${workspaceId} FOR UPDATE`;
      const sending = gateway.call(key, 'POST', '/messages/send', MESSAGE);
      await expect.poll(waitingForLocks).toBeGreaterThan(0);
      granted(await revokeApiKey(owner, { keyId: id }));
      return { sending };
    });
    expect(await sending).toMatchObject({ status: 401, body: { detail: { code: 'invalid_api_key' } } });
    expect(await db().message.count({ where: { workspaceId } })).toBe(before);
  });
});

it('S0.26 a key is replaced: create another, update the service, revoke the old one', async () => {
  const old = await createKey();
  const fresh = await createKey();
  expect([await statusOfCall(old.key), await statusOfCall(fresh.key)]).toEqual([200, 200]);
  expect((await revoke(old.id, fresh.key)).status).toBe(403);
  expect((await revoke(old.id)).status).toBe(204);
  expect([await statusOfCall(old.key), await statusOfCall(fresh.key)]).toEqual([401, 200]);
});

it('S0.27 a test key charges no money and delivers nothing', async () => {
  const { workspaceId } = owner;
  await giveMoney(workspaceId, CURRENCY_UNIT, 'live');
  const carrier = await startCarrier();
  overrideEnv({ CARRIER_URL: carrier.url, CARRIER_SECRET });
  onTestFinished(() => {
    overrideEnv({ CARRIER_URL: '', CARRIER_SECRET: '' });
    setClockOffset(0);
    return carrier.close();
  });
  async function sendWith(key: string): Promise<string> {
    setClockOffset(0);
    const { body } = await gateway.call(key, 'POST', '/messages/send', MESSAGE);
    setClockOffset(MINUTE);
    for (const environment of ['live', 'sandbox'] as const) await dispatchMessages(environment, 200);
    return z.object({ id: z.string() }).parse(body).id;
  }
  const live = await makeKey({ environment: 'live' });
  const before = await readMoney(workspaceId);
  const id = await sendWith(manager);
  expect(await db().message.findFirstOrThrow({ where: { id } })).toMatchObject({ status: 'sent' });
  expect(carrier.posts).toEqual([]);
  expect((await readMoney(workspaceId)).live).toEqual(before.live);

  await sendWith(live);
  expect(carrier.posts).toMatchObject([{ to: MESSAGE.to }]);
  expect((await readMoney(workspaceId)).live.balance).toBeLessThan(before.live.balance);
});

it('S0.28 the key is sent as a bearer token, and in no other way', async () => {
  const statusWith = async (headers: Record<string, string>, query = '') =>
    (await fetch(`${gateway.base}/balance${query}`, { headers })).status;
  expect(await statusWith({ authorization: `Bearer ${manager}` })).toBe(200);
  const others: Record<string, string>[] = [
    {},
    { authorization: manager },
    { authorization: `Basic ${manager}` },
    { 'x-api-key': manager },
  ];
  for (const headers of others) expect(await statusWith(headers)).toBe(401);
});

describe('the samples of the documentation', () => {
  const missing = missingFor('python', 'httpx');
  const note = missing === undefined ? '' : ` (skipped: this machine does not have ${missing})`;

  it.skipIf(missing !== undefined)(`S0.29 the httpx client works as it is written${note}`, async () => {
    const sample = `import os
import httpx
client = httpx.Client(
base_url="https://sms.esmsafrica.io/api",
headers={"Authorization": f"Bearer {os.environ['ESMS_API_KEY']}"},
)`.replace('https://sms.esmsafrica.io', new URL(gateway.base).origin);
    const rest = `print(client.post("/messages/send", json={"to": "${MESSAGE.to}", "text": "Hello"}).text)`;
    const output = await runSample('python', `${sample}\n${rest}`, { ESMS_API_KEY: manager });
    expect(JSON.parse(output)).toMatchObject({ status: 'submitted', segments: 1 });
  });

  it('S0.29 S0.1 the request to create a key works as it is written, with a live key that manages keys', async () => {
    const sample = `{
"name": "Production server",
"environment": "live",
"scopes": "send,query"
}`;
    const live = await makeKey({ environment: 'live' });
    const response = await fetch(`${gateway.base}/api-keys`, {
      method: 'POST',
      headers: { authorization: `Bearer ${live}`, 'content-type': 'application/json' },
      body: sample,
    });
    expect(await response.json()).toMatchObject({
      name: 'Production server',
      environment: 'live',
      scopes: ['send', 'query'],
      prefix: expect.stringMatching(/^esms_live_\*{4}[a-z0-9]{4}$/),
    });
  });
});

describe('S0.30 a key manages keys', () => {
  it('only with the scope that the page offers', async () => {
    expect(keys.scopes.map(({ name }) => name)).toContain('keys');
    const { id, key } = await createKey();
    for (const { status, body } of [
      await create(NEW_KEY, key),
      await gateway.call(key, 'GET', '/api-keys'),
      await revoke(id, key),
    ]) {
      expect([status, body]).toMatchObject([403, { detail: { code: 'insufficient_scope' } }]);
    }
  });

  it('and creates none with another scope, another environment, a longer life or fewer restrictions', async () => {
    const expiry = new Date(Date.now() + 86_400_000);
    const limited = await makeKey({
      scopes: ['keys', 'query'],
      expiry,
      rateLimit: 10,
      allowlist: [{ network: '127.0.0.0/8' }],
    });
    for (const wider of [{ scopes: 'send' }, { scopes: 'query', environment: 'live' }]) {
      expect(await create({ ...NEW_KEY, ...wider }, limited)).toMatchObject({
        status: 403,
        body: { detail: { code: 'insufficient_scope' } },
      });
    }
    const { id } = createdKey.parse((await create({ ...NEW_KEY, scopes: 'query,keys' }, limited)).body);
    const created = await db().apiKey.findFirstOrThrow({
      where: { workspaceId: owner.workspaceId, number: id },
    });
    expect(created).toMatchObject({
      expiresAt: expiry,
      rateLimit: 10,
      allowlist: [{ network: '127.0.0.0/8' }],
    });
  });

  it('and revokes none that may do more than itself', async () => {
    const limited = await makeKey({ scopes: ['keys', 'query'] });
    const { id, key } = await createKey();
    expect(await revoke(id, limited)).toMatchObject({ status: 403 });
    expect(await statusOfCall(key)).toBe(200);
  });
});

describe('S0.30 the portal session manages keys', () => {
  const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

  async function cookieOf(person: MemberActor | StaffActor): Promise<string> {
    const { name, value } = await makeSessionCookie(person);
    return `theme=dark; ${name}=${value}`;
  }

  /** A request with a cookie instead of a key. */
  async function callWith(
    cookie: string,
    [method, path, body]: readonly [method: string, path: string, body?: object],
    headers: Record<string, string> = OWN_PAGE,
  ) {
    const type = body && { 'content-type': 'application/json' };
    const init = {
      method,
      headers: { cookie, ...type, ...headers },
      ...(body && { body: JSON.stringify(body) }),
    };
    return readAnswer(await fetch(`${gateway.base}${path}`, init));
  }
  const CREATE = ['POST', '/api-keys', { ...NEW_KEY, environment: 'live' }] as const;
  const LIST = ['GET', '/api-keys'] as const;

  it('with the permissions of the member, and the audit log names the member', async () => {
    const cookie = await cookieOf(owner);
    const created = await callWith(cookie, CREATE);
    expect(created.status).toBe(200);
    const { id, key } = createdKey.parse(created.body);
    expect(await statusOfCall(key)).toBe(200);
    const listed = listedKeys.parse((await callWith(cookie, LIST)).body);
    expect(listed[0]).toMatchObject({ id, environment: 'live', is_active: true });
    expect(await callWith(cookie, ['DELETE', `/api-keys/${id}`])).toMatchObject({ status: 204 });
    expect(await statusOfCall(key)).toBe(401);
    const events = await db().auditEvent.findMany({
      where: { workspaceId: owner.workspaceId, actorKind: 'member', actorId: owner.userId },
      orderBy: { id: 'desc' },
      take: 2,
    });
    expect(events.map(({ action }) => action)).toEqual(['api_key.revoke', 'api_key.create']);

    const viewer = await cookieOf(await makeMember('viewer', { workspaceId: owner.workspaceId }));
    expect((await callWith(viewer, LIST)).status).toBe(200);
    expect(await callWith(viewer, CREATE)).toMatchObject({ status: 403 });
  });

  it('creates one key for a repeated request', async () => {
    const cookie = await cookieOf(owner);
    const headers = { ...OWN_PAGE, 'idempotency-key': 'member-1' };
    expect((await callWith(cookie, CREATE, headers)).status).toBe(200);
    expect(await callWith(cookie, CREATE, headers)).toMatchObject({
      status: 409,
      body: { detail: { code: 'already_created' } },
    });
  });

  it.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ])('and is refused from a page of another site: %j', async (headers) => {
    const cookie = await cookieOf(owner);
    const before = await db().apiKey.count({ where: { workspaceId: owner.workspaceId } });
    for (const request of [CREATE, LIST]) {
      expect(await callWith(cookie, request, headers)).toMatchObject({ status: 403 });
    }
    expect(await db().apiKey.count({ where: { workspaceId: owner.workspaceId } })).toBe(before);
  });

  it('and is no key: not after it has ended, not of staff, not next to a key, and nowhere else', async () => {
    const { name, value, sessionId } = await makeSessionCookie(owner);
    const cookie = `${name}=${value}`;
    expect((await callWith(cookie, ['GET', '/balance'])).status).toBe(401);
    expect((await callWith(cookie, ['POST', '/messages/send', MESSAGE])).status).toBe(401);
    const { key } = await createKey({ ...NEW_KEY, scopes: 'query' });
    const withKey = { ...OWN_PAGE, authorization: `Bearer ${key}` };
    expect((await callWith(cookie, LIST, withKey)).status).toBe(403);
    expect((await callWith(cookie, LIST, { ...withKey, authorization: 'Bearer x' })).status).toBe(401);
    expect((await callWith(`${name}=${value}x`, LIST)).status).toBe(401);
    expect((await callWith(await cookieOf(await makeStaff()), LIST)).status).toBe(401);
    expect((await callWith(cookie, LIST)).status).toBe(200);
    await db().session.update({ where: { id: sessionId }, data: { endedAt: new Date() } });
    expect((await callWith(cookie, LIST)).status).toBe(401);
  });
});
