import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberActor } from '@/lib/domain/actor';
import { FULL_ACCESS } from '@/lib/domain/api-keys/policy';
import { keydesk } from '@/lib/profiles/keydesk';
import { makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { startGateway, type TestGateway } from '@/lib/testing/gateway';

let gateway: TestGateway;
let owner: MemberActor;
beforeAll(async () => {
  gateway = await startGateway();
  owner = await makeMember();
});
afterAll(() => gateway.close());

const scopes = [...keydesk.keys.scopes.map(({ name }) => name), FULL_ACCESS];

describe.each(scopes)('a key with %s alone', (held) => {
  it.each(keydesk.routes)('may or may not call $operation', async ({ method, path, scope }) => {
    const { secret } = await makeKey(owner, { scopes: [held] });
    const { status, body, headers } = await gateway.call(
      secret,
      method,
      path.replace('{id}', 'msg_0'),
      method === 'POST' ? {} : undefined,
    );
    if (scope === null || held === scope || held === FULL_ACCESS) {
      expect([200, 404, 422]).toContain(status);
    } else {
      expect(status).toBe(403);
      expect(body).toMatchObject({ code: 'FORBIDDEN', detail: expect.stringContaining(scope) });
      expect(headers.get('www-authenticate')).toBe(
        `Bearer realm="Keydesk", error="insufficient_scope", scope="${scope}"`,
      );
    }
  });
});

describe('what the profile does not declare', () => {
  it.each([
    '',
    '/',
    '/accounts',
    '/account/',
    '/Account',
    '/account/x',
    '/messages/a/b',
    '/%61ccount',
    '/keys',
  ])('does not exist: %j', async (path) => {
    const { secret } = await makeKey(owner, { scopes: [FULL_ACCESS] });
    expect(await gateway.call(secret, 'GET', path)).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND' },
    });
  });

  it.each([
    ['POST', '/account', 'GET, HEAD'],
    ['DELETE', '/messages', 'POST, GET, HEAD'],
    ['PUT', '/messages/msg_1', 'GET, HEAD'],
    ['OPTIONS', '/balance', 'GET, HEAD'],
    ['QUERY', '/balance', 'GET, HEAD'],
  ])('refuses %s %s and says what is allowed', async (method, path, allow) => {
    const { secret } = await makeKey(owner, { scopes: [FULL_ACCESS] });
    const answer = await gateway.call(secret, method, path);
    expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } });
    expect(answer.headers.get('allow')).toBe(allow);
  });
});
