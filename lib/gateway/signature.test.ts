import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { CreatedApiKey } from '@/lib/domain/api-keys/create';
import { makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { readAnswer, startGateway, type TestAnswer, type TestGateway } from '@/lib/testing/gateway';
import { type Signing, signHeaders } from '@/lib/testing/sign';
import { giveMoney } from '@/lib/testing/wallet';

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
  await giveMoney(owner.workspaceId, 1_000n);
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
  it('takes requests that an independent client has signed', async () => {
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

  it("refuses the key's own secret in place of the signing secret", async () => {
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

  it('takes a nonce once, also from another process and after a restart', async () => {
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

  it('takes one of many copies of a request that arrive at once', async () => {
    const made = await makeSignedKey();
    const sent = await Promise.all(Array.from({ length: 50 }, () => send(made, { nonce: 'one-of-many' })));
    const statuses = sent.map(({ status }) => status);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(49);
    expect(await db().message.count({ where: { apiKeyId: made.key.id } })).toBe(1);
  });

  it('keeps the nonces of its keys apart', async () => {
    const [one, other] = [await makeSignedKey(), await makeSignedKey()];
    expect(await get(one, '/account', { nonce: 'the same' })).toMatchObject({ status: 200 });
    expect(await get(other, '/account', { nonce: 'the same' })).toMatchObject({ status: 200 });
  });

  it('does not use up a nonce by a signature that does not hold', async () => {
    const made = await makeSignedKey();
    const nonce = 'tried twice';
    expect(await get(made, '/account', { nonce, signingSecret: 'kds_wrong' })).toMatchObject({ status: 401 });
    expect(await get(made, '/account', { nonce })).toMatchObject({ status: 200 });
  });
});

describe('a key that requires none', () => {
  it('still refuses a signature that does not hold', async () => {
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

  it('shows the string that should have been signed when it cannot tell what was', async () => {
    const made = await makeSignedKey();
    const headers = await sign(made, 'http://elsewhere.example/');
    expect(await explain(made, headers)).toMatchObject({
      problem: expect.stringContaining('none of the usual slips'),
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
