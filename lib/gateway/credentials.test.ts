import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import * as prepared from '@/lib/db/prepared';
import type { MemberActor } from '@/lib/domain/actor';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { generateSecret } from '@/lib/domain/key-secrets/secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { readAnswer, startGateway, type TestAnswer, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let owner: MemberActor;
let keyId: string;
let secret: string;
beforeAll(async () => {
  gateway = await startGateway();
  owner = await makeMember();
});
beforeEach(async () => {
  ({
    key: { id: keyId },
    secret,
  } = await makeKey(owner));
});
afterAll(() => gateway.close());

async function get(headers: Record<string, string>, query = ''): Promise<TestAnswer> {
  return readAnswer(await fetch(`${gateway.base}/account${query}`, { headers }));
}

/** The status for header lines as they stand, repeated names too. */
function statusOf(rawHeaders: string[]): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(
      {
        host: '127.0.0.1',
        port: gateway.port,
        path: '/api/v1/account',
        headers: ['host', 'x', ...rawHeaders],
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
}

describe('the source of the key', () => {
  it.each([
    ['Authorization: Bearer', (key: string) => ({ authorization: `Bearer ${key}` })],
    ['the scheme in any case', (key: string) => ({ authorization: `bEaReR   ${key}` })],
    ['X-Api-Key', (key: string) => ({ 'x-api-key': key })],
    ['both, the same', (key: string) => ({ authorization: `Bearer ${key}`, 'x-api-key': key })],
    [
      "X-Api-Key with another scheme's credentials",
      (key: string) => ({ authorization: 'Basic YTpi', 'x-api-key': key }),
    ],
  ])('reads it from %s', async (_, headers) => {
    expect((await get(headers(secret))).status).toBe(200);
  });

  it('refuses two different keys', async () => {
    const other = await makeKey(owner);
    expect(await get({ authorization: `Bearer ${secret}`, 'x-api-key': other.secret })).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST' },
    });
    for (const name of ['authorization', 'x-api-key']) {
      const [one, two] = [secret, other.secret].map((key) => (name === 'x-api-key' ? key : `Bearer ${key}`));
      expect(await statusOf([name, one ?? '', name, two ?? ''])).toBe(400);
      expect(await statusOf([name, one ?? '', name, one ?? ''])).toBe(200);
    }
  });

  it.each(['api_key', 'access_token', 'key', 'x-api-key'])(
    'never reads it from the query (%s)',
    async (name) => {
      expect((await get({}, `?${name}=${secret}`)).status).toBe(401);
      expect((await get({ 'x-api-key': secret }, `?${name}=${secret}`)).status).toBe(422);
    },
  );
});

describe('an invalid key', () => {
  it('gets the same response if it is missing, malformed, unknown or revoked', async () => {
    expect(await revokeApiKey(owner, { keyId })).toMatchObject({ ok: true });
    const answers = await Promise.all([
      get({}),
      get({ authorization: 'Basic YTpi' }),
      get({ authorization: 'Bearer ' }),
      get({ authorization: 'Bearer x' }),
      get({ authorization: `Bearer ${secret.slice(0, -1)}` }),
      get({ authorization: `Bearer ${'é'.repeat(64)}` }),
      get({ 'x-api-key': `${secret}, ${secret}` }),
      get({ authorization: `Bearer ${generateSecret(keydesk.keys, 'sandbox', 64)}` }),
      get({ authorization: `Bearer ${secret}` }),
    ]);
    for (const { status, body, headers } of answers) {
      expect(status).toBe(401);
      expect(body).toEqual({ ...Object(answers[0]?.body), request_id: headers.get('x-request-id') });
      expect(body).toMatchObject({ code: 'INVALID_API_KEY', status: 401, title: 'Unauthorized' });
    }
  });

  it('gets the challenge of RFC 6750, with an error only if a key was sent', async () => {
    const challengeFor = async (headers: Record<string, string>) =>
      (await get(headers)).headers.get('www-authenticate');
    expect(await challengeFor({})).toBe('Bearer realm="Keydesk"');
    expect(await challengeFor({ authorization: 'Basic YTpi' })).toBe('Bearer realm="Keydesk"');
    expect(await challengeFor({ 'x-api-key': 'x' })).toBe('Bearer realm="Keydesk", error="invalid_token"');
    const { secret: narrow } = await makeKey(owner, { scopes: ['balance.read'] });
    const { headers } = await gateway.call(narrow, 'GET', '/messages');
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="Keydesk", error="insufficient_scope", scope="messages.read"',
    );
  });

  it('needs no query if its checksum is wrong', async () => {
    const query = vi.spyOn(prepared, 'queryPrepared');
    const mistyped = `${secret.slice(0, -7)}${secret.at(-7) === 'a' ? 'b' : 'a'}${secret.slice(-6)}`;
    expect((await get({ 'x-api-key': mistyped })).status).toBe(401);
    expect(query).toHaveBeenCalledTimes(0);
    expect((await get({ 'x-api-key': secret })).status).toBe(200);
    expect(query).toHaveBeenCalledTimes(1);
  });
});

describe('a key that cannot be used now', () => {
  it('is refused from the second in which it expires', async () => {
    await db().apiKey.update({ where: { id: keyId }, data: { expiresAt: new Date(now().getTime() + DAY) } });
    expect((await get({ 'x-api-key': secret })).status).toBe(200);
    setClockOffset(DAY);
    expect(await get({ 'x-api-key': secret })).toMatchObject({
      status: 401,
      body: { code: 'API_KEY_EXPIRED' },
    });
  });

  it('is refused while it is disabled, or its workspace suspended', async () => {
    await db().apiKey.update({ where: { id: keyId }, data: { disabledAt: now() } });
    expect(await get({ 'x-api-key': secret })).toMatchObject({
      status: 401,
      body: { code: 'API_KEY_INACTIVE' },
    });
    await db().apiKey.update({ where: { id: keyId }, data: { disabledAt: null } });

    await db().workspace.update({ where: { id: owner.workspaceId }, data: { suspendedAt: now() } });
    expect(await get({ 'x-api-key': secret })).toMatchObject({
      status: 403,
      body: { code: 'WORKSPACE_SUSPENDED' },
    });
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { suspendedAt: null } });
    expect((await get({ 'x-api-key': secret })).status).toBe(200);
  });
});
