import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { type KeyUse, recordUse } from '@/lib/domain/usage/record';
import { UseBuffer } from '@/lib/gateway/recording/use-buffer';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { makeUse } from '@/lib/testing/factories/usage';
import { startGateway, type TestGateway } from '@/lib/testing/servers/gateway';

let gateway: TestGateway;
let caller: Caller;
beforeEach(async () => {
  gateway = await startGateway();
  caller = await makeCaller({ scopes: ['balance.read'] });
});
afterEach(() => gateway.close());

function readLastUse() {
  return db().apiKeyLastUse.findUnique({ where: { apiKeyId: caller.actor.keyId } });
}

async function readCounts() {
  const rows = await db().apiKeyUsage.findMany({
    where: { apiKeyId: caller.actor.keyId },
    orderBy: [{ hour: 'asc' }, { operation: 'asc' }, { status: 'asc' }],
  });
  return rows.map(({ operation, status, calls }) => `${operation} ${status} ${calls}`);
}

describe('use of a key', () => {
  it('is stored a moment after the call', async () => {
    expect(await readLastUse()).toBeNull();
    await fetch(`${gateway.base}/balance`, {
      headers: { 'x-api-key': caller.secret, 'user-agent': `curl/8.5.0 ${'x'.repeat(500)}` },
    });
    await vi.waitFor(async () => expect(await readLastUse()).not.toBeNull(), { timeout: 10_000 });
    expect(await readLastUse()).toMatchObject({
      address: '127.0.0.1',
      operation: 'balance.read',
      client: `curl/8.5.0 ${'x'.repeat(69)}`,
    });
  });

  it('remembers the last web page that used the secret, also after a call by a server', async () => {
    const page = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
    const call = (headers: Record<string, string>) =>
      gateway.call(caller.secret, 'GET', '/balance', undefined, headers);
    expect((await call({ ...page, origin: 'https://old.example' })).status).toBe(200);
    expect((await call(page)).status).toBe(200);
    await call({});
    await gateway.close();
    const { secretId } = caller.actor;
    const used = await db().apiKeySecretLastUse.findUniqueOrThrow({ where: { secretId } });
    expect(used).toMatchObject({ browserOrigin: 'https://shop.example' });
    expect(used.browserUsedAt?.getTime()).toBeLessThanOrEqual(used.at.getTime());
    gateway = await startGateway();
  });

  it('counts accepted and refused calls by hour, and loses none in a clean stop', async () => {
    await Promise.all(Array.from({ length: 30 }, () => gateway.call(caller.secret, 'GET', '/balance')));
    await gateway.call(caller.secret, 'GET', '/balance?x=1');
    await gateway.call(caller.secret, 'POST', '/messages', {});
    setClockOffset(HOUR);
    await gateway.call(caller.secret, 'GET', '/account');
    await gateway.close();
    expect(await readCounts()).toEqual([
      'balance.read 200 30',
      'balance.read 422 1',
      'messages.send 403 1',
      'account.read 200 1',
    ]);
    expect(await readLastUse()).toMatchObject({ operation: 'account.read' });
    gateway = await startGateway();
  });

  it('counts a call that is refused with 401, but it is no use of the key', async () => {
    const { keyId, secretId } = caller.actor;
    await db().apiKey.update({ where: { id: keyId }, data: { disabledAt: new Date() } });
    await gateway.call(caller.secret, 'GET', '/balance');
    await gateway.close();
    expect(await readCounts()).toEqual(['balance.read 401 1']);
    expect(await db().apiKeyDailyUsage.findMany({ where: { apiKeyId: keyId } })).toMatchObject([
      { operation: 'balance.read', succeeded: 0, refused: 1, failed: 0, environment: 'sandbox' },
    ]);
    expect(await readLastUse()).toBeNull();
    expect(await db().apiKeySecretUsage.count({ where: { secretId } })).toBe(0);
    expect(await db().apiKeyNetwork.count({ where: { apiKeyId: keyId } })).toBe(0);
    gateway = await startGateway();
  });

  it('counts refusals as such, also if the provider answers them with 200', async () => {
    await gateway.close();
    const statuses = { FORBIDDEN: 200, API_KEY_INACTIVE: 200 };
    gateway = await startGateway({ ...keydesk, errors: { ...keydesk.errors, statuses } });
    const { keyId: id } = caller.actor;
    expect((await gateway.call(caller.secret, 'POST', '/messages', {})).status).toBe(200);
    await db().apiKey.update({ where: { id }, data: { disabledAt: new Date() } });
    expect((await gateway.call(caller.secret, 'GET', '/balance')).status).toBe(200);
    await gateway.close();
    expect(await readCounts()).toEqual(['balance.read 401 1', 'messages.send 403 1']);
    expect(await db().apiKeyAddressUsage.count({ where: { apiKeyId: id } })).toBe(0);
    expect(await readLastUse()).toMatchObject({ operation: 'messages.send' });
    gateway = await startGateway();
  });

  it('counts successful calls by day and network', async () => {
    const { keyId } = caller.actor;
    await gateway.call(caller.secret, 'GET', '/balance');
    await gateway.call(caller.secret, 'GET', '/balance');
    await gateway.call(caller.secret, 'POST', '/messages', {});
    await gateway.close();
    const day = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
    expect(await db().apiKeyAddressUsage.findMany({ where: { apiKeyId: keyId } })).toEqual([
      { apiKeyId: keyId, day, network: '127.0.0.1', address: '127.0.0.1', calls: 2 },
    ]);
    gateway = await startGateway();
  });

  it('counts successful calls by day and position in the minute of the rate limit', async () => {
    const { keyId } = caller.actor;
    await gateway.call(caller.secret, 'GET', '/balance');
    await gateway.call(caller.secret, 'POST', '/messages', {});
    await gateway.call(caller.secret, 'GET', '/balance');
    await gateway.close();
    gateway = await startGateway();
    await gateway.call(caller.secret, 'GET', '/balance');
    await gateway.call(caller.secret, 'GET', '/balance');
    await gateway.close();
    const day = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`);
    expect(await db().apiKeyPositionUsage.findMany({ where: { apiKeyId: keyId } })).toEqual([
      { apiKeyId: keyId, day, calls: [2, 1, 1] },
    ]);
    gateway = await startGateway();
  });

  it('is not counted for an invalid key or an unknown operation', async () => {
    await gateway.call(caller.secret, 'GET', '/nothing');
    await gateway.call(`${caller.secret.slice(0, -1)}?`, 'GET', '/balance');
    await gateway.close();
    expect(await readCounts()).toEqual([]);
    expect(await readLastUse()).toBeNull();
    gateway = await startGateway();
  });
});

function useAt(minute: number, operation: string) {
  const { keyId, secretId } = caller.actor;
  return makeUse({ keyId, secretId, operation, at: new Date(Date.UTC(2026, 0, 1, 12, minute)) });
}

describe('recordUse', () => {
  it('sets the last use only if it is later, and leaves out keys that no longer exist', async () => {
    await recordUse({ latest: [useAt(5, 'account.read')] });
    await recordUse({
      latest: [useAt(4, 'balance.read'), { ...useAt(9, 'x'), keyId: 'key_gone' }],
      counts: [
        {
          keyId: 'key_gone',
          secretId: 'sec_gone',
          hour: new Date(),
          operation: 'x',
          status: 200,
          isAuthenticated: true,
          calls: 1,
        },
      ],
    });
    expect(await readLastUse()).toMatchObject({ operation: 'account.read', at: useAt(5, '').at });
  });

  it('replaces the last use by a web page only by a later one', async () => {
    const { keyId } = caller.actor;
    const usedBy = (minute: number, origin: string | null) => ({ ...useAt(minute, 'x'), page: { origin } });
    const read = () => readApiKey(caller.owner, { keyId }).then((key) => granted(key).pageUse);
    await recordUse({ latest: [useAt(1, 'x')] });
    expect(await read()).toBeNull();
    await recordUse({ latest: [usedBy(3, 'https://shop.example'), useAt(4, 'x')] });
    await recordUse({ latest: [usedBy(2, null), useAt(5, 'x')] });
    expect(await read()).toEqual({ at: useAt(3, '').at, origin: 'https://shop.example' });
    expect(await readLastUse()).toMatchObject({ at: useAt(5, '').at });
  });

  it.each([
    [2, 3],
    [3, 2],
  ])(
    'records the latest use by a web page and in a URL, of those at minutes %s and %s',
    async (...minutes) => {
      const page = { origin: 'https://shop.example' };
      const latest = minutes.map((minute) => ({ ...useAt(minute, 'x'), page, inUrl: true }));
      await recordUse({ latest });
      const { pageUse, urlUsedAt } = granted(await readApiKey(caller.owner, { keyId: caller.actor.keyId }));
      const last = new Date(Date.UTC(2026, 0, 1, 12, 3));
      expect([pageUse, urlUsedAt]).toEqual([{ ...page, at: last }, last]);
    },
  );

  it('counts the calls of a /64 as one network, a mapped address as IPv4, and leaves out what is no address', async () => {
    const { keyId } = caller.actor;
    const from = (address: string) => ({ keyId, day: new Date(Date.UTC(2026, 0, 1)), address, calls: 3 });
    await recordUse({
      addresses: [from('2001:db8::1'), from('2001:db8::2'), from('fe80::1%eth0'), from('unknown')],
    });
    await recordUse({ addresses: [from('2001:db8::1'), from('::ffff:192.0.2.7'), from('192.0.2.7')] });
    const rows = await db().apiKeyAddressUsage.findMany({
      where: { apiKeyId: keyId },
      orderBy: [{ network: 'asc' }, { address: 'asc' }],
    });
    expect(rows.map(({ network, address, calls }) => [network, address, calls])).toEqual([
      ['192.0.2.7', '192.0.2.7', 6],
      ['2001:db8::/64', '2001:db8::1', 6],
      ['2001:db8::/64', '2001:db8::2', 3],
    ]);
  });

  it('counts 16 addresses of a /64 one by one, and the others together', async () => {
    const { keyId } = caller.actor;
    const day = new Date(Date.UTC(2026, 0, 1));
    const from = (...hosts: number[]) =>
      recordUse({
        addresses: hosts.map((host) => ({ keyId, day, address: `2001:db8::${host}`, calls: 1 })),
      });
    await from(...Array.from({ length: 14 }, (_, index) => 11 + index));
    await from(11, 31, 32, 33, 34);
    await from(12, 32, 33, 40);
    const rows = await db().apiKeyAddressUsage.findMany({ where: { apiKeyId: keyId } });
    const calls = Object.fromEntries(rows.map((row) => [row.address, row.calls]));
    expect(rows).toHaveLength(17);
    expect(calls).toMatchObject({
      ...{ '2001:db8::11': 2, '2001:db8::12': 2, '2001:db8::31': 1, '2001:db8::32': 2 },
      '2001:db8::/64': 4,
    });
  });

  it('adds up what several processes write at once', async () => {
    const other = await makeCaller();
    const keys = [caller, other].map(({ actor: { keyId, secretId } }) => ({ keyId, secretId }));
    const batch = (held: typeof keys) => ({
      latest: held.map((key) => ({ ...useAt(1, 'account.read'), ...key })),
      counts: held.map((key) => ({
        ...key,
        hour: useAt(0, '').at,
        operation: 'account.read',
        status: 200,
        isAuthenticated: true,
        calls: 2,
      })),
    });
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => recordUse(batch(n % 2 ? keys : [...keys].reverse()))),
    );
    expect(await readCounts()).toEqual(['account.read 200 40']);
  });
});

describe('UseBuffer', () => {
  it('keeps what could not be written, and writes it with the rest', async () => {
    let fails = true;
    const buffer = new UseBuffer(async (...batch) => {
      if (fails) throw new Error('The database is away.');
      await recordUse(...batch);
    });
    buffer.add(useAt(3, 'account.read'));
    await buffer.close();
    expect(await readCounts()).toEqual([]);
    buffer.add(useAt(2, 'account.read'));
    fails = false;
    await buffer.close();
    expect(await readCounts()).toEqual(['account.read 200 2']);
    const { keyId: apiKeyId } = caller.actor;
    expect(await db().apiKeyAddressUsage.findMany({ where: { apiKeyId } })).toMatchObject([{ calls: 2 }]);
    expect(await db().apiKeyPositionUsage.findMany({ where: { apiKeyId } })).toMatchObject([{ calls: [2] }]);
    expect((await readLastUse())?.at).toEqual(useAt(3, '').at);
  });

  it('counts runs of calls with all that interrupts them: another status, hour, page and position', async () => {
    const buffer = new UseBuffer();
    const at = (minutes: number) => new Date(Date.UTC(2026, 5, 1, 12, minutes));
    const call = useAt(0, 'account.read');
    const add = (minutes: number, changes: Partial<KeyUse>) =>
      buffer.add({ ...call, at: at(minutes), ...changes });
    for (const position of [1, 2, 2]) add(10, { position });
    add(11, { status: 429, position: 4 });
    add(12, { position: 1, page: { origin: 'https://shop.example' } });
    add(9, { position: 3 });
    add(60, { position: 1, address: '192.0.2.8' });
    await buffer.close();
    expect(await readCounts()).toEqual(['account.read 200 5', 'account.read 429 1', 'account.read 200 1']);
    const { keyId: apiKeyId, secretId } = caller.actor;
    expect(await db().apiKeyPositionUsage.findMany({ where: { apiKeyId } })).toMatchObject([
      { calls: [3, 2, 1] },
    ]);
    expect(
      await db().apiKeyAddressUsage.findMany({ where: { apiKeyId }, orderBy: { calls: 'asc' } }),
    ).toMatchObject([{ address: '192.0.2.8', calls: 1 }, { calls: 5 }]);
    expect(await readLastUse()).toMatchObject({ at: at(60), address: '192.0.2.8' });
    expect(await db().apiKeySecretLastUse.findUnique({ where: { secretId } })).toMatchObject({
      at: at(60),
      browserUsedAt: at(12),
      browserOrigin: 'https://shop.example',
    });
  });
});
