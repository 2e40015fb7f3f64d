import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterEach(() => overrideEnv({ TRUSTED_PROXIES: '0' }));
afterAll(() => gateway.close());

/** The status of a call that claims in its headers to come from elsewhere. */
async function statusFrom(secret: string, forwardedFor?: string): Promise<number> {
  const headers: Record<string, string> =
    forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor };
  return (await gateway.call(secret, 'GET', '/account', undefined, headers)).status;
}

it('allows a key without an allowlist from every address', async () => {
  const { secret } = await makeKey(await makeMember());
  expect(await statusFrom(secret)).toBe(200);
});

it('refuses a key from an address outside its allowlist, and names the address', async () => {
  const { secret } = await makeKey(await makeMember(), { allowlist: [{ network: '203.0.113.0/24' }] });
  expect(await gateway.call(secret, 'GET', '/account')).toMatchObject({
    status: 403,
    body: { code: 'IP_NOT_ALLOWED', detail: expect.stringContaining('127.0.0.1') },
  });
});

it('allows a key from an address or a network on its allowlist', async () => {
  const owner = await makeMember();
  for (const network of ['127.0.0.1', '127.0.0.0/8', '::ffff:127.0.0.1']) {
    const { secret } = await makeKey(owner, { allowlist: [{ network: '2001:db8::/32' }, { network }] });
    expect(await statusFrom(secret), network).toBe(200);
  }
});

it('also checks the allowlist of the workspace, for all its keys', async () => {
  const owner = await makeMember();
  const open = await makeKey(owner);
  const own = await makeKey(owner, { allowlist: [{ network: '127.0.0.1' }] });
  const setAllowlist = (network: string) =>
    db().workspace.update({
      where: { id: owner.workspaceId },
      data: { allowlist: [{ network, note: '' }] },
    });
  await setAllowlist('203.0.113.0/24');
  expect([await statusFrom(open.secret), await statusFrom(own.secret)]).toEqual([403, 403]);
  await setAllowlist('127.0.0.0/8');
  expect([await statusFrom(open.secret), await statusFrom(own.secret)]).toEqual([200, 200]);
});

it('ignores what a client claims about its address', async () => {
  const { secret } = await makeKey(await makeMember(), { allowlist: [{ network: '203.0.113.7' }] });
  expect(await statusFrom(secret, '203.0.113.7')).toBe(403);
  const claims = {
    'x-real-ip': '203.0.113.7',
    forwarded: 'for=203.0.113.7',
    'true-client-ip': '203.0.113.7',
  };
  expect((await gateway.call(secret, 'GET', '/account', undefined, claims)).status).toBe(403);
});

it('uses the entries of our own proxies', async () => {
  const { secret } = await makeKey(await makeMember(), { allowlist: [{ network: '203.0.113.7' }] });
  overrideEnv({ TRUSTED_PROXIES: '1' });
  expect(await statusFrom(secret, '203.0.113.7')).toBe(200);
  expect(await statusFrom(secret, '198.51.100.1, 203.0.113.7')).toBe(200);
  expect(await statusFrom(secret, '::ffff:203.0.113.7')).toBe(200);
  expect(await statusFrom(secret, '203.0.113.7, 198.51.100.1')).toBe(403);
  // Some proxies write the client's port.
  expect(await statusFrom(secret, '203.0.113.7:4711')).toBe(200);
  expect(await statusFrom(secret, '203.0.113.7, 198.51.100.1:4711')).toBe(403);
  expect(await statusFrom(secret, '203.0.113.7, _hidden')).toBe(403);
});

it('reads IPv6 with brackets and port from a proxy of ours', async () => {
  const { secret } = await makeKey(await makeMember(), { allowlist: [{ network: '2001:db8::/32' }] });
  overrideEnv({ TRUSTED_PROXIES: '1' });
  for (const client of ['2001:db8::1', '[2001:db8::1]', '[2001:DB8::1]:4711']) {
    expect(await statusFrom(secret, client), client).toBe(200);
  }
  expect(await statusFrom(secret, '[2001:db9::1]:4711')).toBe(403);
});
