import { createHmac, timingSafeEqual } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { sha256 } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import { openUpstream } from '@/lib/gateway/upstream/upstream';
import { forwarded } from '@/lib/profiles/forwarded';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import type { Profile } from '@/lib/profiles/profile';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { sendRaw } from '@/lib/testing/requests/wire-request';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';
import {
  type Behavior,
  startUpstream,
  type TestUpstream,
  type UpstreamCall,
} from '@/lib/testing/servers/upstream';

const SECRET = 'a secret that only the backend knows';
const LIMITS = { silenceTimeoutMs: MINUTE, timeoutMs: MINUTE, maxResponseBytes: 100_000, perWorkspace: 4 };
const IMPATIENT = { ...LIMITS, silenceTimeoutMs: 300, timeoutMs: 1_000 };
const CONTACTS = { group: 'Contacts', scope: 'messages.read' };

/** A provider whose keys can be in a header, the query or the body, and whose backend has contacts. */
const profile: Profile = {
  ...keydesk,
  credentials: [...keydesk.credentials, { query: 'p' }, { field: 'p' }],
  bodies: ['json', 'form'],
  forwarded: [
    forwarded({ ...CONTACTS, operation: 'contacts.list', method: 'GET', path: '/contacts', summary: 'List' }),
    forwarded({
      ...CONTACTS,
      operation: 'contacts.add',
      method: 'POST',
      path: '/contacts',
      responseHeaders: ['x-total'],
      summary: 'Add',
    }),
    forwarded({
      ...CONTACTS,
      operation: 'contacts.read',
      method: 'GET',
      path: '/contacts/{id}',
      summary: 'Read',
    }),
    forwarded({
      ...CONTACTS,
      operation: 'contacts.delete',
      method: 'DELETE',
      path: '/contacts/{id}',
      summary: 'Delete',
    }),
  ],
};

let upstream: TestUpstream;
let gateway: TestGateway;
/** Waits for the backend only for a moment. */
let impatient: TestGateway;
let withoutUpstream: TestGateway;
let key: { keyId: string; workspaceId: string; secret: string };

async function makeCallingKey(scopes: string[]) {
  const owner = await makeMember();
  const { key: created, secret } = await makeKey(owner, { scopes, rateLimit: 1_000 });
  return { keyId: created.id, workspaceId: owner.workspaceId, secret };
}

beforeAll(async () => {
  upstream = await startUpstream();
  gateway = await startGateway(profile, {
    upstream: openUpstream(upstream.url, SECRET, profile.base, LIMITS),
  });
  impatient = await startGateway(profile, {
    upstream: openUpstream(upstream.url, SECRET, profile.base, IMPATIENT),
  });
  withoutUpstream = await startGateway(profile);
  key = await makeCallingKey(['messages.read']);
});
afterAll(async () => {
  await Promise.all([gateway.close(), impatient.close(), withoutUpstream.close()]);
  await upstream.close();
});
beforeEach(() => {
  upstream.calls.length = 0;
  upstream.behave((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'),
  );
});

function send(path: string, init: RequestInit = {}, to = gateway): Promise<Response> {
  const headers = { authorization: `Bearer ${key.secret}`, ...init.headers };
  return fetch(`${to.base}${path}`, { ...init, headers });
}

const post = (body: string, headers: Record<string, string> = {}, path = '/contacts', to = gateway) =>
  send(path, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } }, to);

function lastCall(): UpstreamCall {
  const call = upstream.calls.at(-1);
  if (!call) throw new Error('The backend was not called.');
  return call;
}

/** Whether an independent library accepts the signature of a call. */
async function isSigned({ method, url, headers }: UpstreamCall, secret: string): Promise<boolean> {
  const target = new URL(url, upstream.url);
  const verified = await httpbis
    .verifyMessage(
      {
        requiredFields: ['@method', '@path', '@query', 'content-digest', 'keydesk-workspace', 'keydesk-key'],
        keyLookup: async () => ({
          id: 'keydesk',
          algs: ['hmac-sha256'],
          verify: async (data, signature) =>
            timingSafeEqual(createHmac('sha256', secret).update(data).digest(), signature),
        }),
      },
      {
        method,
        url: target,
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      },
    )
    .catch(() => false);
  return verified === true;
}

describe('a forwarded call', () => {
  it('reaches the backend without the key, with a signed identity, and gets its response', async () => {
    upstream.behave((response) =>
      response
        .writeHead(201, {
          'content-type': 'text/csv; charset=utf-8',
          location: `${upstream.url}/contacts/7`,
          'set-cookie': 'session=1',
          'access-control-allow-origin': '*',
          'cache-control': 'public, max-age=60',
          'x-accel-redirect': '/etc/passwd',
          'x-total': '1',
        })
        .end('id;name\n7;Ann'),
    );
    const response = await post(
      '{"name":"Ann"}',
      {
        'x-custom': 'kept',
        cookie: 'portal=1',
        'keydesk-workspace': 'ws_forged',
        keydesk_workspace: 'ws_forged',
        'x-original-url': '/admin',
        'x-http-method-override': 'DELETE',
        'x-forwarded-for': '1.2.3.4',
      },
      '/contacts?list=a&list=b%20c',
    );
    expect([response.status, await response.text()]).toEqual([201, 'id;name\n7;Ann']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      location: '/api/v1/contacts/7',
      'x-total': '1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-request-id': lastCall().headers['x-request-id'],
      ratelimit: expect.any(String),
    });
    for (const name of ['set-cookie', 'access-control-allow-origin', 'x-accel-redirect'])
      expect(response.headers.has(name)).toBe(false);

    const call = lastCall();
    expect(call).toMatchObject({
      method: 'POST',
      url: '/internal/contacts?list=a&list=b%20c',
      body: '{"name":"Ann"}',
    });
    expect(call.headers).toMatchObject({
      'x-custom': 'kept',
      'keydesk-workspace': key.workspaceId,
      'keydesk-key': key.keyId,
      'keydesk-environment': 'sandbox',
      'x-forwarded-for': '127.0.0.1',
      'content-digest': `sha-256=:${sha256('{"name":"Ann"}').toString('base64')}:`,
      host: new URL(upstream.url).host,
    });
    const dropped = ['cookie', 'keydesk_workspace', 'x-original-url', 'x-http-method-override'];
    for (const name of dropped) expect(call.headers).not.toHaveProperty(name);
    expect(JSON.stringify(call)).not.toContain(key.secret);
    expect(await isSigned(call, SECRET)).toBe(true);
    expect(await isSigned(call, `${SECRET}x`)).toBe(false);
    expect(
      await isSigned({ ...call, headers: { ...call.headers, 'keydesk-workspace': 'ws_other' } }, SECRET),
    ).toBe(false);
  });

  it('loses a key in the query or the body, and nothing else', async () => {
    const withoutHeader = { authorization: '' };
    await send(`/contacts?a=1&p=${key.secret}&b=%7e`, { headers: withoutHeader });
    expect(lastCall().url).toBe('/internal/contacts?a=1&b=%7e');
    const form = { ...withoutHeader, 'content-type': 'application/x-www-form-urlencoded' };
    await post(`name=Ann&p=${key.secret}`, form);
    expect(lastCall().body).toBe('name=Ann');
    await post(JSON.stringify({ p: key.secret, name: 'Ann' }), withoutHeader);
    expect(lastCall().body).toBe('{"name":"Ann"}');
    await post('{ "name" :  "Ann" }', {});
    expect(lastCall().body).toBe('{ "name" :  "Ann" }');
  });

  it('can have a body of any type, also with GET and DELETE', async () => {
    await post('<contact/>', { 'content-type': 'text/xml' });
    expect(lastCall()).toMatchObject({ body: '<contact/>', headers: { 'content-type': 'text/xml' } });
    await send('/contacts/7', { method: 'DELETE', body: 'force=1' });
    expect(lastCall()).toMatchObject({ method: 'DELETE', url: '/internal/contacts/7', body: 'force=1' });
    expect((await send('/contacts', { method: 'HEAD' })).status).toBe(200);
    expect(lastCall().method).toBe('HEAD');
  });

  it('passes every step first', async () => {
    const other = await makeCallingKey(['messages.send']);
    const statuses = await Promise.all([
      send('/contacts', { headers: { authorization: `Bearer ${other.secret}` } }),
      send('/contacts', { headers: { authorization: 'Bearer kd_sandbox_unknown' } }),
      send('/contacts', { method: 'PATCH' }),
      send('/contacts/7/notes'),
      post('x'.repeat(200_000)),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 401, 405, 404, 413]);
    expect(upstream.calls).toEqual([]);
  });

  it('counts as use of the key', async () => {
    await send('/contacts/7');
    const lastUse = async () =>
      (await db().apiKeyLastUse.findUnique({ where: { apiKeyId: key.keyId } }))?.operation;
    await expect.poll(lastUse).toBe('contacts.read');
  });

  it.each([
    '..',
    '%2e%2e',
    '.%2E',
    '.',
    '..%20',
    '..;',
    '%252e%252e',
    'x#',
    '..%2fusers',
    'a%5cb',
    'a\\b',
    '%ff',
    'a%00',
  ])('cannot leave its path: %s', async (id) => {
    const headers: [string, string][] = [['authorization', `Bearer ${key.secret}`]];
    const request = { method: 'GET', path: `${profile.base}/contacts/${id}`, headers };
    expect((await sendRaw(gateway.port, request)).status).toBe(404);
    expect(upstream.calls).toEqual([]);
  });

  it('does not exist without a backend', async () => {
    const response = await fetch(`${withoutUpstream.base}/contacts`, {
      headers: { authorization: `Bearer ${key.secret}` },
    });
    expect(response.status).toBe(404);
  });
});

describe('a response of the backend', () => {
  it('is passed on while it arrives', async () => {
    let finish = () => {};
    upstream.behave((response) => {
      response.write('first');
      finish = () => response.end('second');
    });
    const { body } = await send('/contacts');
    const reader = body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('second');
  });

  it.each([301, 404, 500])('%i is passed on as it is', async (status) => {
    upstream.behave((response) =>
      response.writeHead(status, { location: '/internal/contacts/8' }).end('{"no":1}'),
    );
    const response = await send('/contacts', { redirect: 'manual' });
    expect([response.status, await response.text(), response.headers.get('location')]).toEqual([
      status,
      '{"no":1}',
      '/api/v1/contacts/8',
    ]);
  });

  it.each<[string, Behavior]>([
    ['does not come', () => {}],
    ['breaks off before it begins', (_response, _call, socket) => socket.destroy()],
    ['is not HTTP', (_response, _call, socket) => socket.end('SMTP/1.0 hello\r\n\r\n')],
  ])('that %s is a 503 without details', async (_name, behavior) => {
    upstream.behave(behavior);
    const response = await post('{}', {}, '/contacts', impatient);
    const text = await response.text();
    expect(response.status).toBe(503);
    expect(text).toContain('It is not known whether the call took effect.');
    expect(text).not.toMatch(/127\.0\.0\.1|ECONN|UND_ERR|internal/);
  });

  it.each<[string, Behavior]>([
    ['breaks off', (response, _call, socket) => response.write('start', () => socket.destroy())],
    ['stops in the middle', (response) => response.write('start')],
    ['is too large', (response) => response.end('x'.repeat(200_000))],
    [
      'never ends',
      (response) => {
        const timer = setInterval(() => response.write('.'), 50);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('that %s is not passed off as complete', async (_name, behavior) => {
    upstream.behave(behavior);
    await expect(send('/contacts', {}, impatient).then((response) => response.text())).rejects.toThrow();
  });

  it('takes no place of other workspaces', async () => {
    let release = () => {};
    const waiting: (() => void)[] = [];
    const allWait = new Promise<void>((resolve) => {
      release = resolve;
    });
    upstream.behave((response) => {
      response.write('start');
      waiting.push(() => response.end());
      if (waiting.length === LIMITS.perWorkspace) release();
    });
    const slow = Array.from({ length: LIMITS.perWorkspace }, () => send('/contacts').then((r) => r.text()));
    await allWait;
    expect((await send('/contacts')).status).toBe(503);
    const other = await makeCallingKey(['messages.read']);
    const headers = { authorization: `Bearer ${other.secret}` };
    expect((await send('/contacts', { headers })).status).toBe(200);
    for (const end of waiting) end();
    await Promise.all(slow);
    upstream.behave((response) => response.end('done'));
    expect((await send('/contacts')).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['', {}],
    [' with an idempotency key', { 'idempotency-key': 'left' }],
  ])('takes no place of later calls after its caller%s has left', async (_name, headers) => {
    const single = { ...LIMITS, maxResponseBytes: 4_000_000, perWorkspace: 1 };
    const own = await startGateway(profile, {
      upstream: openUpstream(upstream.url, SECRET, profile.base, single),
    });
    const call = (init: RequestInit = {}) =>
      fetch(`${own.base}/contacts`, {
        ...init,
        headers: { authorization: `Bearer ${key.secret}`, ...init.headers },
      });
    const caller = new AbortController();
    const waiting = new Promise<() => void>((resolve) =>
      upstream.behave((response) => resolve(() => response.write('x'.repeat(2_000_000)))),
    );
    const left = call({ method: 'POST', headers, signal: caller.signal });
    const begin = await waiting;
    caller.abort();
    await expect(left).rejects.toThrow();
    // The gateway has seen that the caller left when it answers this.
    expect((await call()).status).toBe(503);
    upstream.behave((response) => response.end('done'));
    begin();
    await expect.poll(async () => (await call()).status).toBe(200);
    await own.close();
  });

  it('is refused without a connection, with a time to try again', async () => {
    const closed = await startUpstream();
    const unreachable = await startGateway(profile, {
      upstream: openUpstream(closed.url, SECRET, profile.base, LIMITS),
    });
    await closed.close();
    const response = await fetch(`${unreachable.base}/contacts`, {
      headers: { authorization: `Bearer ${key.secret}` },
    });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
    await unreachable.close();
  });
});

describe('a forwarded call with an idempotency key', () => {
  const once = (name: string, body = '{"name":"Ann"}', path?: string) =>
    post(body, { 'idempotency-key': name }, path);

  it('takes effect once, and gets the stored response after that', async () => {
    upstream.behave((response) =>
      response.writeHead(201, { 'content-type': 'text/plain' }).end(`contact ${upstream.calls.length}`),
    );
    for (const replayed of [null, 'true', 'true']) {
      const response = await once('order-1');
      expect([response.status, await response.text(), response.headers.get('content-type')]).toEqual([
        201,
        'contact 1',
        'text/plain',
      ]);
      expect(response.headers.get('idempotent-replayed')).toBe(replayed);
      expect(response.headers.get('content-security-policy')).toContain('sandbox');
    }
    expect(lastCall().headers['idempotency-key']).toBe('order-1');
    expect((await once('order-1', '{"name":"Bob"}')).status).toBe(422);
    expect((await once('order-1', undefined, '/contacts?list=2')).status).toBe(422);
    expect(upstream.calls).toHaveLength(1);
  });

  it('is refused while it runs', async () => {
    const running = new Promise<() => void>((resolve) =>
      upstream.behave((response) => resolve(() => response.end('done'))),
    );
    const first = once('order-2');
    const finish = await running;
    expect((await once('order-2')).status).toBe(409);
    finish();
    expect(await (await first).text()).toBe('done');
    expect(await (await once('order-2')).text()).toBe('done');
    expect(upstream.calls).toHaveLength(1);
  });

  it.each([429, 404, 502])('can be tried again after the status %i', async (status) => {
    upstream.behave((response) => response.writeHead(status).end());
    expect((await once(`after ${status}`)).status).toBe(status);
    upstream.behave((response) => response.end('done'));
    expect(await (await once(`after ${status}`)).text()).toBe('done');
  });

  it.each<[string, Behavior]>([
    ['does not come', (_response, _call, socket) => socket.destroy()],
    ['breaks off', (response, _call, socket) => response.write('start', () => socket.destroy())],
  ])('waits if the response %s, because it may have taken effect', async (name, behavior) => {
    upstream.behave(behavior);
    expect((await once(name)).status).toBe(503);
    upstream.behave((response) => response.end('done'));
    expect((await once(name)).status).toBe(409);
    setClockOffset(5 * MINUTE);
    expect(await (await once(name)).text()).toBe('done');
    setClockOffset(0);
    expect(upstream.calls).toHaveLength(2);
  });

  it.each<[string, Buffer]>([
    ['not text', Buffer.from([0xff, 0x00])],
    ['large', Buffer.alloc(90_000, 'x')],
  ])('takes effect once, also if the response is %s', async (name, body) => {
    upstream.behave((response) => response.end(body));
    const response = await once(name);
    expect(Buffer.from(await response.arrayBuffer()).equals(body)).toBe(true);
    expect((await once(name)).status).toBe(name === 'large' ? 200 : 409);
    expect(upstream.calls).toHaveLength(1);
  });
});
