import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { Prisma } from '@/lib/db/generated/client';
import type { CreatedApiKey } from '@/lib/domain/api-keys/insert';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { overrideEnv } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { type Signing, signHeaders } from '@/lib/testing/requests/sign';
import { readAnswer, startGateway, type TestAnswer, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const MESSAGE = JSON.stringify({ to: '+31612345678', text: 'Hello' });

interface SignedKey extends CreatedApiKey {
  signingSecret: string;
}

async function makeSignedKey(): Promise<SignedKey> {
  const owner = await makeMember();
  await giveMoney(owner.workspaceId, 10n * CURRENCY_UNIT);
  const made = await makeKey(owner, { scopes: ['*'], requireSignatures: true });
  if (made.signingSecret === null) throw new Error('The key has no signing secret.');
  return { ...made, signingSecret: made.signingSecret };
}

type Changes = Partial<Signing>;

/** A POST /messages as an independent client signs it; `changes` are to what it signs, not to what it sends. */
async function send(made: SignedKey, changes: Changes = {}, headers: Record<string, string> = {}) {
  const url = `${gateway.base}/messages`;
  const signing = {
    keyId: made.key.id,
    signingSecret: made.signingSecret,
    method: 'POST',
    url,
    body: MESSAGE,
  };
  const signature = await signHeaders({ ...signing, ...changes });
  return readAnswer(
    await fetch(url, {
      method: 'POST',
      body: MESSAGE,
      headers: {
        authorization: `Bearer ${made.secret}`,
        'content-type': 'application/json',
        ...signature,
        ...headers,
      },
    }),
  );
}

async function get(made: SignedKey, path: string, changes: Changes = {}): Promise<TestAnswer> {
  const url = `${gateway.base}${path}`;
  const { id: keyId } = made.key;
  const { secret, signingSecret } = made;
  const headers = await signHeaders({ keyId, signingSecret, method: 'GET', url, ...changes });
  return gateway.call(secret, 'GET', path, undefined, headers);
}

const refused = (code: string) => ({ status: 401, body: { code } });

describe('a key that requires signatures', () => {
  it('accepts requests that an independent client has signed', async () => {
    const made = await makeSignedKey();
    expect(await get(made, '/account')).toMatchObject({ status: 200 });
    expect(await get(made, '/messages?limit=3')).toMatchObject({ status: 200 });
    expect(await send(made)).toMatchObject({ status: 202 });
  });

  it('refuses requests without a signature', async () => {
    const { secret } = await makeSignedKey();
    expect(await gateway.call(secret, 'GET', '/account')).toMatchObject(refused('SIGNATURE_REQUIRED'));
    expect(await gateway.call(secret, 'POST', '/messages', {})).toMatchObject(refused('SIGNATURE_REQUIRED'));
  });

  it.each<[string, Changes]>([
    ['another method', { method: 'PUT' }],
    ['another path', { url: 'http://127.0.0.1/api/v1/account' }],
    ['another body', { body: MESSAGE.replace('Hello', 'Hullo') }],
    ['another key id', { keyId: 'key_zzzzzzzzzzzzzzzzzzzzzz' }],
    ['another secret', { signingSecret: 'kds_another' }],
  ])('refuses a signature of %s, and sends nothing', async (_, changes) => {
    const made = await makeSignedKey();
    expect(await send(made, changes)).toMatchObject(refused('INVALID_SIGNATURE'));
    expect(await db().message.count({ where: { apiKeyId: made.key.id } })).toBe(0);
  });

  it('refuses the secret of the key instead of the signing secret', async () => {
    const made = await makeSignedKey();
    expect(await send(made, { signingSecret: made.secret })).toMatchObject(refused('INVALID_SIGNATURE'));
  });

  it('refuses a signature that is more than 300 seconds away from its clock', async () => {
    const made = await makeSignedKey();
    const created = new Date(Math.floor(Date.now() / SECOND) * SECOND);
    const at = async (offset: number) => {
      setClockOffset(created.getTime() + offset - Date.now());
      return (await get(made, '/account', { created })).body;
    };
    const good = { key: { id: made.key.id } };
    expect(await at(-5 * MINUTE + 2 * SECOND)).toMatchObject(good);
    expect(await at(5 * MINUTE - 5 * SECOND)).toMatchObject(good);
    expect(await at(5 * MINUTE + 1)).toMatchObject({ code: 'SIGNATURE_EXPIRED' });
    expect(await at(-5 * MINUTE - 5 * SECOND)).toMatchObject({ code: 'SIGNATURE_EXPIRED' });
  });

  it('accepts a nonce once, also in another process and after a restart', async () => {
    const made = await makeSignedKey();
    const other = await startGateway();
    const url = `${gateway.base}/account`;
    const { id: keyId } = made.key;
    const { secret, signingSecret } = made;
    const headers = await signHeaders({ keyId, signingSecret, method: 'GET', url });
    // Both servers are reached under one name, as behind a load balancer.
    const host = `127.0.0.1:${gateway.port}`;
    const call = (to: TestGateway) =>
      callAs(host, to.port, { ...headers, authorization: `Bearer ${secret}` });
    expect(await call(gateway)).toBe(200);
    expect(await call(other)).toBe(401);
    await other.close();
    const restarted = await startGateway();
    expect(await call(restarted)).toBe(401);
    await restarted.close();
    expect(await get(made, '/account', { nonce: 'anew-anew' })).toMatchObject({ status: 200 });
    expect(await get(made, '/account', { nonce: 'anew-anew' })).toMatchObject(refused('NONCE_REUSED'));
  });

  it('accepts one of many copies of a request that arrive at once', async () => {
    const made = await makeSignedKey();
    const sent = await Promise.all(Array.from({ length: 50 }, () => send(made, { nonce: 'one-of-many' })));
    const statuses = sent.map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(49);
    expect(await db().message.count({ where: { apiKeyId: made.key.id } })).toBe(1);
  });

  it.each<Record<string, string>>([{}, { 'idempotency-key': 'once' }])(
    'accepts a send once, with the headers %j',
    async (headers) => {
      const made = await makeSignedKey();
      const again = () => send(made, { nonce: 'sent twice' }, headers);
      expect(await again()).toMatchObject({ status: 202 });
      expect(await again()).toMatchObject(refused('NONCE_REUSED'));
      expect(await db().message.count({ where: { apiKeyId: made.key.id } })).toBe(1);
    },
  );

  it.each<[string, number, Prisma.ApiKeyUpdateInput, Prisma.ApiKeyUpdateInput]>([
    ['without the scope', 403, { scopes: ['messages.read'] }, { scopes: ['*'] }],
    ['to a country that is not allowed', 403, { countries: ['DE'] }, { countries: [] }],
    ['above the rate limit', 429, { rateLimit: 1 }, { rateLimit: 100 }],
  ])('uses up the nonce of a send %s', async (_, status, before, after) => {
    const made = await makeSignedKey();
    const where = { id: made.key.id };
    expect(await get(made, '/account')).toMatchObject({ status: 200 });
    await db().apiKey.update({ where, data: before });
    expect(await send(made, { nonce: 'refused at first' })).toMatchObject({ status });
    await db().apiKey.update({ where, data: after });
    expect(await send(made, { nonce: 'refused at first' })).toMatchObject(refused('NONCE_REUSED'));
    expect(await db().message.count({ where: { apiKeyId: made.key.id } })).toBe(0);
    expect(await send(made)).toMatchObject({ status: 202 });
  });

  it('keeps the nonces of keys separate', async () => {
    const [one, other] = [await makeSignedKey(), await makeSignedKey()];
    expect(await get(one, '/account', { nonce: 'the same' })).toMatchObject({ status: 200 });
    expect(await get(other, '/account', { nonce: 'the same' })).toMatchObject({ status: 200 });
  });

  it('does not use up a nonce with an invalid signature', async () => {
    const made = await makeSignedKey();
    const nonce = 'tried twice';
    expect(await get(made, '/account', { nonce, signingSecret: 'kds_wrong' })).toMatchObject({ status: 401 });
    expect(await get(made, '/account', { nonce })).toMatchObject({ status: 200 });
  });
});

describe('a key that requires none', () => {
  it('still refuses an invalid signature', async () => {
    const made = await makeSignedKey();
    await db().apiKey.update({ where: { id: made.key.id }, data: { signingRequired: false } });
    expect(await gateway.call(made.secret, 'GET', '/account')).toMatchObject({ status: 200 });
    expect(await get(made, '/account')).toMatchObject({ status: 200 });
    expect(await get(made, '/account', { signingSecret: 'kds_wrong' })).toMatchObject(
      refused('INVALID_SIGNATURE'),
    );
  });

  it('refuses any signature while it has no signing secret', async () => {
    const made = await makeKey(await makeMember());
    const signed = { ...made, signingSecret: 'kds_made up' };
    expect(await get(signed, '/account')).toMatchObject(refused('INVALID_SIGNATURE'));
  });
});

describe('signatures of others', () => {
  const INPUT = 'proxy=("@method" "@authority");created=1;keyid="proxy";alg="ecdsa-p256-sha256"';
  const BY_PROXY = { 'signature-input': INPUT, signature: 'proxy=:AAAA:' };

  /** GET /account as the client signed it and a proxy forwards it. */
  async function forward({ key, secret, signingSecret }: SignedKey, changes: Changes = {}) {
    const url = `${gateway.base}/account`;
    const own = await signHeaders({ keyId: key.id, signingSecret, method: 'GET', url, ...changes });
    return gateway.call(secret, 'GET', '/account', undefined, {
      ...own,
      'signature-input': `${INPUT}, ${own['signature-input']}`,
      signature: `proxy=:AAAA:, ${own.signature}`,
    });
  }

  it.each([true, false])('do not replace that of the key, which requires one: %s', async (required) => {
    const made = await makeSignedKey();
    await db().apiKey.update({ where: { id: made.key.id }, data: { signingRequired: required } });
    expect(await forward(made)).toMatchObject({ status: 200 });
    expect(await forward(made, { nonce: 'used once' })).toMatchObject({ status: 200 });
    expect(await forward(made, { nonce: 'used once' })).toMatchObject(refused('NONCE_REUSED'));
    for (const changes of [{ signingSecret: 'kds_wrong' }, { method: 'PUT' }, { url: 'http://elsewhere/' }]) {
      expect(await forward(made, changes)).toMatchObject(refused('INVALID_SIGNATURE'));
    }
  });

  it.each<Record<string, string>>([
    BY_PROXY,
    { 'signature-input': INPUT },
    { signature: 'proxy=:AAAA:' },
    { signature: 'keyId="proxy",algorithm="rsa-sha256",signature="AAAA"' },
    { 'signature-input': 'not a structured field (', signature: '"' },
    { 'signature-input': '' },
  ])('are ignored if the key requires none, and not enough if it does: %j', async (headers) => {
    const made = await makeSignedKey();
    const call = () => gateway.call(made.secret, 'GET', '/account', undefined, headers);
    expect(await call()).toMatchObject(refused('INVALID_SIGNATURE'));
    await db().apiKey.update({ where: { id: made.key.id }, data: { signingRequired: false } });
    expect(await call()).toMatchObject({ status: 200 });
    const { secret } = await makeKey(await makeMember());
    expect(await gateway.call(secret, 'GET', '/account', undefined, headers)).toMatchObject({ status: 200 });
  });

  it.each<[string, (id: string) => string]>([
    ['does not parse', (id) => `a=("@method");keyid="${id}" (`],
    ['names the key by a token', (id) => `a=("@method");keyid=${id}`],
    ['is another one’s by its label', (id) => `a=("@method");keyid="${id}", a=();keyid="proxy"`],
    ['lists no components', (id) => `a=1;keyid="${id}"`],
  ])('are not confused with a signature of the key that %s', async (_, inputOf) => {
    const made = await makeSignedKey();
    await db().apiKey.update({ where: { id: made.key.id }, data: { signingRequired: false } });
    const headers = { 'signature-input': inputOf(made.key.id), signature: 'a=:AAAA:' };
    expect(await gateway.call(made.secret, 'GET', '/account', undefined, headers)).toMatchObject(
      refused('INVALID_SIGNATURE'),
    );
  });
});

describe('the signed address', () => {
  afterEach(() => overrideEnv({ APP_URL: '' }));

  /** GET /account as a client sends it that reaches us at `url`, with the Host header that arrives. */
  async function reach(url: string, host: string): Promise<number> {
    const { key, secret, signingSecret } = await makeSignedKey();
    const headers = await signHeaders({ keyId: key.id, signingSecret, method: 'GET', url });
    return callAs(host, gateway.port, { ...headers, authorization: `Bearer ${secret}` });
  }

  it('has no default port, and the host in lower case', async () => {
    overrideEnv({ APP_URL: 'https://portal.example' });
    const url = 'https://api.example/api/v1/account';
    for (const host of ['api.example', 'api.example:443', 'API.example:443']) {
      expect(await reach(url, host), host).toBe(200);
    }
    expect(await reach(url, 'api.example:80')).toBe(401);
    expect(await reach(url, 'other.example')).toBe(401);
    overrideEnv({ APP_URL: 'http://portal.example' });
    expect(await reach('http://api.example/api/v1/account', 'api.example:80')).toBe(200);
    expect(await reach('http://api.example/api/v1/account', 'api.example:443')).toBe(401);
    expect(await reach('http://api.example:8080/api/v1/account', 'api.example:8080')).toBe(200);
  });
});

describe('the log of a refused signature', () => {
  /** The detail of the refusal that the key's page shows. */
  async function explain(made: SignedKey, headers: Record<string, string>): Promise<unknown> {
    const another = await startGateway();
    const host = `127.0.0.1:${gateway.port}`;
    const auth = { authorization: `Bearer ${made.secret}` };
    expect(await callAs(host, another.port, { ...headers, ...auth })).toBe(401);
    await another.close();
    const [refusal] = await db().keyRefusal.findMany({ where: { apiKeyId: made.key.id } });
    return refusal?.detail;
  }

  const sign = ({ key, signingSecret }: SignedKey, url: string) =>
    signHeaders({ keyId: key.id, signingSecret, method: 'GET', url });

  it('shows the first line where the signed strings differ', async () => {
    const made = await makeSignedKey();
    const url = `${gateway.base}/account`;
    const https = url.replace('http:', 'https:');
    expect(await explain(made, await sign(made, https))).toMatchObject({
      problem: 'The other protocol was signed.',
      line: 2,
      expected: `"@target-uri": ${url}`,
      signed: `"@target-uri": ${https}`,
    });
  });

  it('shows the string that should have been signed if it is not known what was', async () => {
    const made = await makeSignedKey();
    const headers = await sign(made, 'http://elsewhere.example/');
    expect(await explain(made, headers)).toMatchObject({
      problem: expect.stringContaining('None of the common mistakes'),
      base: expect.stringMatching(/^"@method": GET\n"@target-uri": http:.*\n"@signature-params": /),
    });
  });

  it('shows no credential that the signature covers', async () => {
    const made = await makeSignedKey();
    const input = `("@method" "@target-uri" "authorization");created=${Math.floor(Date.now() / SECOND)};keyid="${made.key.id}";nonce="12345678"`;
    const signature = createHmac('sha256', 'kds_wrong').update('anything').digest('base64');
    const detail = await explain(made, { 'signature-input': `a=${input}`, signature: `a=:${signature}:` });
    expect(detail).toMatchObject({ base: expect.stringContaining('"authorization": ****') });
    expect(JSON.stringify(detail)).not.toContain(made.secret);
  });
});

/** GET /account on `port` with a Host header of another; returns the status. */
async function callAs(host: string, port: number, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { host: '127.0.0.1', port, path: '/api/v1/account', headers: { ...headers, host } },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end();
  });
}
