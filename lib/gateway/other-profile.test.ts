import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { unseal } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createApiKey } from '@/lib/domain/api-keys/create';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { readApiKey } from '@/lib/domain/api-keys/read';
import type { CreateApiKeyInput } from '@/lib/domain/api-keys/schema';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import type { Refusal } from '@/lib/errors';
import { createGateway } from '@/lib/gateway/gateway';
import { MAX_BODY_BYTES } from '@/lib/profiles/limits';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { acme } from '@/lib/testing/requests/acme-profile';
import { captureLog } from '@/lib/testing/servers/captured-log';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let owner: MemberActor;
beforeAll(async () => {
  gateway = await startGateway(acme);
  owner = await makeMember();
  await giveMoney(owner.workspaceId, 10n * CURRENCY_UNIT);
});
afterAll(() => gateway.close());

async function makeKey(changes: Partial<CreateApiKeyInput> = {}): Promise<CreatedApiKey> {
  const input = keyInput({ length: 40, scopes: ['sms', 'reports'], ...changes });
  return granted(await createApiKey(owner, input, acme.keys));
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  form?: Record<string, string>;
}

async function call(path: string, { method, headers, form }: Sent = {}) {
  const response = await fetch(`${gateway.base}${path}`, {
    method: method ?? (form ? 'POST' : 'GET'),
    headers,
    body: form && new URLSearchParams(form),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const HELLO = { recipients: '+31612345678,+15005550100', message: 'Hello' };

describe('a key without prefix and checksum', () => {
  it('uses only the alphabet, is masked by its end, and is stored sealed for its owner', async () => {
    const { key, secret } = await makeKey();
    expect(secret).toMatch(/^[A-HJ-NP-Z2-9]{40}$/);
    expect(key.maskedSecret).toBe(`****${secret.slice(-4)}`);
    const { sealed } = await db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: key.id } });
    expect(sealed && unseal('recoverable-key', sealed)).toBe(secret);
  });

  it('has a signing secret without a prefix', async () => {
    const { key, signingSecret } = await makeKey({ requireSignatures: true });
    expect(signingSecret).toMatch(/^[0-9A-Za-z]{43}$/);
    const { signing } = granted(await readApiKey(owner, { keyId: key.id }));
    const input = { keyId: key.id, version: signing.secretVersion, overlap: 'now' };
    const replaced = granted(await replaceSigningSecret(owner, input, acme.keys));
    expect(replaced.signingSecret).toMatch(/^[0-9A-Za-z]{43}$/);
  });

  it('cannot have the scope *', async () => {
    const refused = await createApiKey(owner, keyInput({ length: 40, scopes: ['*'] }), acme.keys);
    expect(refused).toMatchObject({ refusal: { fields: { scopes: expect.any(String) } } });
  });

  it('is read only from its own header or query parameter', async () => {
    const { secret } = await makeKey();
    expect((await call('/credit', { headers: { 'x-acme-token': secret } })).status).toBe(200);
    expect((await call(`/credit?token=${secret}`)).status).toBe(200);
    for (const [name, value] of [
      ['authorization', `Bearer ${secret}`],
      ['x-api-key', secret],
    ] as const) {
      expect(await call('/credit', { headers: { [name]: value } })).toMatchObject({
        status: 401,
        text: '900',
      });
    }
    const other = await makeKey();
    expect(
      (await call(`/credit?token=${other.secret}`, { headers: { 'x-acme-token': secret } })).status,
    ).toBe(400);
  });
});

describe('a key in a field of the body', () => {
  const sendJson = (body: string) =>
    fetch(`${gateway.base}/sms`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });

  it('is read from a form and from JSON, and is not part of the input', async () => {
    const { secret } = await makeKey();
    expect((await call('/sms', { form: { ...HELLO, token: secret } })).status).toBe(201);
    expect((await sendJson(JSON.stringify({ ...HELLO, token: secret }))).status).toBe(201);
  });

  it('may be the same as in the header, but no other', async () => {
    const { secret } = await makeKey({ requireSignatures: true });
    const other = await makeKey();
    const headers = { 'x-acme-token': other.secret };
    expect((await call('/sms', { headers, form: { ...HELLO, token: other.secret } })).status).toBe(201);
    expect(await call('/sms', { headers, form: { ...HELLO, token: secret } })).toMatchObject({
      status: 400,
      text: '700',
    });
    const twice = new URLSearchParams([...Object.entries(HELLO), ['token', secret], ['token', other.secret]]);
    const response = await fetch(`${gateway.base}/sms`, { method: 'POST', body: twice });
    expect(response.status).toBe(400);
  });

  it.each(['{', '[]', 'null', '{"token":1}', '{"token":""}'])('is not found in %s', async (body) => {
    expect((await sendJson(body)).status).toBe(401);
  });

  it('is read from a body within the limit only', async () => {
    const { secret } = await makeKey();
    const form = { ...HELLO, message: 'x'.repeat(MAX_BODY_BYTES), token: secret };
    expect((await call('/sms', { form })).status).toBe(413);
    // Without a Content-Length.
    const chunked = {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new Blob([new URLSearchParams(form).toString()]).stream(),
      duplex: 'half',
    };
    expect((await fetch(`${gateway.base}/sms`, chunked)).status).toBe(413);
  });
});

describe('a body without required fields', () => {
  const list = async (path: string, init: RequestInit) => {
    const { secret } = await makeKey();
    await call('/sms', { headers: { 'x-acme-token': secret }, form: HELLO });
    const headers = { 'x-acme-token': secret, ...Object(init.headers) };
    const response = await fetch(`${gateway.base}${path}`, { method: 'POST', ...init, headers });
    return { status: response.status, text: await response.text() };
  };
  const json = { 'content-type': 'application/json' };

  it('may be missing, whatever its type is said to be', async () => {
    for (const init of [{}, { headers: json }, { headers: json, body: '{}' }]) {
      const { status, text } = await list('/reports?count=1', init);
      expect([status, JSON.parse(text)]).toEqual([200, [{ ref: expect.any(String), state: 'queued' }]]);
    }
  });

  it('is read if it is there', async () => {
    const { text } = await list('/reports', { body: new URLSearchParams({ count: '1' }) });
    expect(JSON.parse(text)).toHaveLength(1);
    expect((await list('/reports', { headers: json, body: '{' })).status).toBe(400);
    expect((await list('/reports', { headers: { 'content-type': 'text/plain' }, body: 'x' })).status).toBe(
      415,
    );
  });

  it('is required where a field is', async () => {
    expect((await list('/sms', { headers: json })).status).toBe(400);
    expect((await list('/sms', {})).status).toBe(415);
  });
});

describe('a form', () => {
  it.each(['to=%E9', 'to=1&message=h%E9llo', 'message=%C3', 'message=%ff%fe'])(
    'must be UTF-8 in percent-encoding: %s',
    async (body) => {
      const { secret } = await makeKey();
      const headers = { 'x-acme-token': secret, 'content-type': 'application/x-www-form-urlencoded' };
      const sent = await fetch(`${gateway.base}/sms`, { method: 'POST', headers, body });
      expect([sent.status, await sent.text()]).toEqual([400, expect.any(String)]);
    },
  );

  it('is read, and gets the response of the provider', async () => {
    const { key, secret } = await makeKey();
    const sent = await call('/sms', { headers: { 'x-acme-token': secret }, form: HELLO });
    expect(sent).toMatchObject({ status: 201, text: '100' });
    expect(sent.headers.get('content-type')).toBe('text/plain');
    expect(sent.headers.get('x-ratelimit-limit')).toBe('120');
    expect(sent.headers.get('ratelimit')).toBeNull();
    const json = { 'x-acme-token': secret, accept: 'application/json' };
    const { text } = await call('/sms', { headers: json, form: HELLO });
    expect(JSON.parse(text)).toEqual({ data: { sent: 2 } });
    expect(await db().message.count({ where: { apiKeyId: key.id } })).toBe(4);
  });

  it('can also be JSON', async () => {
    const { secret } = await makeKey();
    const response = await fetch(`${gateway.base}/sms`, {
      method: 'POST',
      headers: { 'x-acme-token': secret, 'content-type': 'application/json' },
      body: JSON.stringify({ ...HELLO, sender: null }),
    });
    expect([response.status, await response.text()]).toEqual([201, '100']);
  });

  it.each([
    [{ ...HELLO, recipients: 'nobody' }, 400, '202'],
    [{ ...HELLO, message: '' }, 422, '305'],
    [{ message: 'Hello' }, 400, '202'],
    [{ ...HELLO, other: 'x' }, 400, '700'],
  ])(
    'is refused with the names that the caller used: %j',
    async (form: Record<string, string>, status, text) => {
      const { secret } = await makeKey();
      const refused = await call('/sms', { headers: { 'x-acme-token': secret }, form });
      expect(refused).toMatchObject({ status, text });
      expect(refused.headers.get('content-type')).toBe('text/plain');
      expect(refused.headers.get('www-authenticate')).toBeNull();
    },
  );

  it('is refused without the scope', async () => {
    const { secret } = await makeKey({ scopes: ['reports'] });
    const refused = await call('/sms', { headers: { 'x-acme-token': secret }, form: HELLO });
    expect(refused).toMatchObject({ status: 403, text: '902' });
  });
});

it('names fields and headers in a sentence as the caller sends them', async () => {
  const write = ({ message }: Refusal) => ({ contentType: 'text/plain', body: message });
  const wordy = await startGateway({ ...acme, errors: { ...acme.errors, write } });
  const { secret } = await makeKey({ limits: { senders: ['Acme'] } });
  const send = async (key: string) => {
    const headers = { 'x-acme-token': secret, 'x-request-key': key };
    const response = await fetch(`${wordy.base}/sms`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(HELLO),
    });
    return response.text();
  };
  expect(await send('1')).toContain('give one in `sender`');
  expect(await send('')).toContain('Give one X-Request-Key');
  expect(await (await fetch(`${wordy.base}/credit`)).text()).toContain('under Developer → Tokens');
  await wordy.close();
});

it('responds with another status or without a body where the route says so', async () => {
  const { key, secret } = await makeKey({ scopes: ['sms', 'tokens'] });
  const headers = { authorization: secret };
  const many = { ...HELLO, recipients: '+31612345678,+31612345679,+31612345670' };
  expect((await call('/sms', { headers, form: many })).status).toBe(207);
  const response = await fetch(`${gateway.base}/tokens/${key.id}`, { method: 'DELETE', headers });
  expect([response.status, await response.text()]).toEqual([204, '']);
  expect([response.headers.get('content-type'), response.headers.get('content-length')]).toEqual([
    null,
    null,
  ]);
});

it('accepts a bare key in Authorization, and none with a scheme', async () => {
  const { secret } = await makeKey();
  const statusOf = async (authorization: string) =>
    (await call('/credit', { headers: { authorization } })).status;
  expect(await statusOf(secret)).toBe(200);
  expect(await statusOf(`Bearer ${secret}`)).toBe(401);
});

it('replays a stored response with its content type, if the header or the body names it', async () => {
  const { secret } = await makeKey();
  const inHeader = { 'x-acme-token': secret, 'x-request-key': randomUUID() };
  const inBody = { ...HELLO, request_key: randomUUID() };
  for (const sent of [
    { headers: inHeader, form: HELLO },
    { headers: { 'x-acme-token': secret }, form: inBody },
  ]) {
    const first = await call('/sms', sent);
    const again = await call('/sms', sent);
    expect([first.status, first.headers.get('x-replayed')]).toEqual([201, null]);
    expect(again).toMatchObject({ status: 201, text: '100' });
    expect(again.headers.get('x-replayed')).toBe('true');
    expect(again.headers.get('content-type')).toBe('text/plain');
  }
});

it('responds with an envelope, and refuses an unknown id', async () => {
  const { secret } = await makeKey();
  const { id } = await db().message.findFirstOrThrow({ where: { workspaceId: owner.workspaceId } });
  const headers = { 'x-acme-token': secret };
  const { status, text } = await call(`/sms/${id}`, { headers });
  expect(status).toBe(200);
  expect(acme.routes[1]?.response.parse(JSON.parse(text))).toMatchObject({ data: { ref: id } });
  expect(await call('/sms/msg_none', { headers })).toMatchObject({ status: 404, text: '700' });
});

it('never shows a key without a prefix in a log or on a page', async () => {
  const lines = captureLog();
  const { key, secret, signingSecret } = await makeKey({ requireSignatures: true });
  if (!signingSecret) throw new Error('The key has no signing secret.');
  const encoded = [...secret].map((character) => `%${character.charCodeAt(0).toString(16)}`).join('');
  const signed = async (path: string, form?: Record<string, string>) => {
    const timestamp = String(Math.floor(now().getTime() / 1_000));
    const body = form ? new URLSearchParams(form).toString() : '';
    const line = `get|${acme.base}${path.split('?')[0]}|${timestamp}|${body}`;
    return call(path, {
      form,
      headers: {
        'x-acme-token': secret,
        'x-timestamp': timestamp,
        'x-signature': createHmac('sha256', signingSecret).update(line).digest('hex'),
        'user-agent': `client/${secret} ${secret.slice(0, 20)}`,
      },
    });
  };
  for (const refused of [
    await signed(`/sms/${secret}`),
    await signed(`/sms/${encoded}`),
    await signed(`/credit?token=${secret}`),
    await signed('/sms', { ...HELLO, message: `${secret} ${signingSecret}` }),
    await signed('/sms', { ...HELLO, token: secret }),
  ]) {
    expect(refused).toMatchObject({ status: 401, text: '901' });
  }
  const unsigned = await makeKey();
  await call('/credit', {
    headers: { 'x-acme-token': unsigned.secret, 'user-agent': `${'x'.repeat(70)}${unsigned.secret}` },
  });
  await gateway.close();
  gateway = await startGateway(acme);

  const refusals = await db().keyRefusal.findMany({ where: { apiKeyId: key.id } });
  expect(refusals).toHaveLength(5);
  expect(JSON.stringify(refusals)).toContain('****');
  const { client } = await db().apiKeyLastUse.findUniqueOrThrow({ where: { apiKeyId: unsigned.key.id } });
  expect(client).toBe(`${'x'.repeat(70)}****`);
  const written = JSON.stringify([lines, refusals, client]);
  for (const text of [secret, encoded, signingSecret]) expect(written).not.toContain(text);
});

it('redacts a key that contains its number, and its random characters alone', async () => {
  const numbered = { ...acme, keys: { ...acme.keys, numberSeparator: '|' } };
  const other = await startGateway(numbered);
  const input = keyInput({ length: 40, scopes: ['sms'] });
  const { key, secret } = granted(await createApiKey(owner, input, numbered.keys));
  const [number, random = ''] = secret.split('|');
  const response = await fetch(`${other.base}/credit?token=${encodeURIComponent(secret)}`, {
    headers: { 'user-agent': `a ${secret} b ${encodeURIComponent(secret)} c ${random}` },
  });
  await other.close();
  expect(response.status).toBe(200);
  expect(number).toMatch(/^\d+$/);
  const { client } = await db().apiKeyLastUse.findUniqueOrThrow({ where: { apiKeyId: key.id } });
  expect(client).toBe('a **** b **** c ****');
});

describe('a profile with the base /api', () => {
  it.each([
    ['/api', true],
    ['/api/sms?x=1', true],
    ['/api/authors', true],
    ['/api/auth', false],
    ['/api/auth/session', false],
    ['/api/auth?x=1', false],
    ['/apis', false],
    ['/settings', false],
  ])('has the path %s: %s', async (url, handled) => {
    const other = createGateway(acme);
    expect(other.handles(url)).toBe(handled);
    await other.close();
  });
});
