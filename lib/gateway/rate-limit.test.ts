import { afterAll, afterEach, beforeAll, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { MINUTE, SECOND } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

// The limiter reads the clocks of the process; only those are turned, so that the network goes on working.
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (ms: number) => vi.advanceTimersByTime(ms);
const call = (secret: string, path = '/account') => gateway.call(secret, 'GET', path);
const statuses = async (secret: string, times: number) =>
  (await Promise.all(Array.from({ length: times }, () => call(secret)))).map(({ status }) => status);

it('shows in every response what is left', async () => {
  const { secret } = await makeKey(await makeMember(), { rateLimit: 3 });
  vi.setSystemTime(new Date('2026-06-01T12:00:00Z'));
  const seen = [];
  for (let n = 0; n < 4; n++) {
    const { status, headers } = await call(secret);
    const names = ['ratelimit-policy', 'ratelimit', 'x-ratelimit-limit', 'x-ratelimit-remaining'];
    seen.push([status, ...names.map((name) => headers.get(name)), headers.get('retry-after')]);
    pass(10 * SECOND);
  }
  expect(seen).toEqual([
    [200, '"default";q=3;w=60', '"default";r=2;t=60', '3', '2', null],
    [200, '"default";q=3;w=60', '"default";r=1;t=50', '3', '1', null],
    [200, '"default";q=3;w=60', '"default";r=0;t=40', '3', '0', null],
    [429, '"default";q=3;w=60', '"default";r=0;t=30', '3', '0', '30'],
  ]);
  const reset = Number((await call(secret)).headers.get('x-ratelimit-reset'));
  expect(reset).toBe(new Date('2026-06-01T12:01:00Z').getTime() / SECOND);
});

it('refuses calls above the limit, and says when to try again', async () => {
  const { secret } = await makeKey(await makeMember(), { rateLimit: 1 });
  await call(secret);
  expect(await call(secret)).toMatchObject({
    status: 429,
    body: { code: 'RATE_LIMITED', detail: expect.stringMatching(/1 calls a minute.*60 seconds/) },
  });
});

it('allows exactly the limit in each window during a burst', async () => {
  const { secret } = await makeKey(await makeMember(), { rateLimit: 20 });
  const passed = async () => (await statuses(secret, 60)).filter((status) => status === 200).length;
  expect(await passed()).toBe(20);
  pass(MINUTE - 1);
  expect(await passed()).toBe(0);
  pass(1);
  expect(await passed()).toBe(20);
});

it('counts each key separately, with 120 calls a minute by default', async () => {
  const owner = await makeMember();
  const [one, other] = [await makeKey(owner), await makeKey(owner, { rateLimit: 5 })];
  await statuses(other.secret, 6);
  expect((await call(one.secret)).headers.get('ratelimit')).toBe('"default";r=119;t=60');
  expect((await call(other.secret)).status).toBe(429);
});

it('applies a changed limit and the cap of the workspace from the next call', async () => {
  const { key, secret } = await makeKey(await makeMember(), { rateLimit: 50 });
  const { workspaceId } = await db().apiKey.findUniqueOrThrow({ where: { id: key.id } });
  const limit = async () => (await call(secret)).headers.get('x-ratelimit-limit');
  expect(await limit()).toBe('50');
  await db().apiKey.update({ where: { id: key.id }, data: { rateLimit: 40 } });
  expect(await limit()).toBe('40');
  await db().workspace.update({ where: { id: workspaceId }, data: { rateLimitCap: 2 } });
  expect([await limit(), (await call(secret)).status]).toEqual(['2', 429]);
});

it('counts the calls of all keys of a workspace together where the profile limits them', async () => {
  const shared = await startGateway({
    ...keydesk,
    keys: { ...keydesk.keys, rateLimit: { preset: 5, max: 5, shared: true } },
  });
  onTestFinished(() => shared.close());
  const owner = await makeMember();
  const [one, other] = [await makeKey(owner, { rateLimit: 5 }), await makeKey(owner, { rateLimit: 4 })];
  const left = async ({ secret }: { secret: string }) => {
    const { status, headers } = await shared.call(secret, 'GET', '/account');
    return [status, ...['limit', 'remaining'].map((name) => headers.get(`x-ratelimit-${name}`))];
  };
  expect(await left(one)).toEqual([200, '5', '4']);
  expect(await left(one)).toEqual([200, '5', '3']);
  expect(await left(other)).toEqual([200, '5', '2']);
  for (let n = 0; n < 2; n++) expect((await left(other))[0]).toBe(200);
  expect(await left(one)).toEqual([429, '5', '0']);
  const others = await makeMember();
  const stranger = await makeKey(others, { rateLimit: 5 });
  expect(await left(stranger)).toEqual([200, '5', '4']);
  // What is refused by the limit of a key is not taken from the other keys.
  const small = await makeKey(others, { rateLimit: 1 });
  for (const status of [200, 429, 429, 429]) expect((await left(small))[0]).toBe(status);
  expect(await left(stranger)).toEqual([200, '5', '2']);
  expect(await shared.call(one.secret, 'GET', '/account')).toMatchObject({
    body: { detail: expect.stringMatching(/^All keys of this workspace together may make 5 calls/) },
  });
});

it('records whether the limit of all keys was set for the workspace', async () => {
  const shared = await startGateway({
    ...keydesk,
    keys: { ...keydesk.keys, rateLimit: { preset: 5, max: 5, shared: true } },
  });
  const [capped, free] = [await makeMember(), await makeMember()];
  const makeKeys = (actor: typeof capped) =>
    Promise.all([makeKey(actor, { rateLimit: 5 }), makeKey(actor, { rateLimit: 5 })]);
  const [keysOfCapped, keysOfFree] = [await makeKeys(capped), await makeKeys(free)];
  await db().workspace.update({ where: { id: capped.workspaceId }, data: { rateLimitCap: 2 } });
  const refuse = async ([own, other]: typeof keysOfFree, calls: number) => {
    for (let n = 0; n < calls; n++) await shared.call(own.secret, 'GET', '/account');
    expect((await shared.call(other.secret, 'GET', '/account')).status).toBe(429);
    return other.key.id;
  };
  const [cappedId, freeId] = [await refuse(keysOfCapped, 2), await refuse(keysOfFree, 5)];
  await shared.close();
  const detailOf = async (apiKeyId: string) =>
    (await db().keyRefusal.findFirstOrThrow({ where: { apiKeyId } })).detail;
  expect(await detailOf(cappedId)).toEqual({ limit: 2, of: 'workspace', cap: 2 });
  expect(await detailOf(freeId)).toEqual({ limit: 5, of: 'workspace' });
});

it('counts refusals of a valid key, and shows nothing without one', async () => {
  const { secret } = await makeKey(await makeMember(), { scopes: ['balance.read'] });
  const forbidden = await call(secret, '/messages');
  expect(forbidden.status).toBe(403);
  expect(forbidden.headers.get('x-ratelimit-remaining')).toBe('119');
  const stranger = await call(`${secret}x`);
  expect(stranger.status).toBe(401);
  expect(stranger.headers.get('ratelimit')).toBeNull();
});

it('does not count a call that is refused because of its address, signature or state', async () => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { rateLimit: 2, requireSignatures: true });
  const update = (data: object) => db().apiKey.update({ where: { id: key.id }, data });
  expect(await statuses(secret, 10)).toEqual(Array(10).fill(401));
  await update({ signingRequired: false, allowlist: [{ network: '203.0.113.7/32', note: '' }] });
  expect(await statuses(secret, 10)).toEqual(Array(10).fill(403));
  await update({ allowlist: [], disabledAt: new Date() });
  expect(await statuses(secret, 10)).toEqual(Array(10).fill(401));
  await update({ disabledAt: null });
  expect((await call(secret)).headers.get('x-ratelimit-remaining')).toBe('1');
});
