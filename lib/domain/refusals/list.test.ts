import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { listRefusals } from '@/lib/domain/refusals/list';
import { UseBuffer } from '@/lib/gateway/recording/use-buffer';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { itReadsOnlyOwnKeys } from '@/lib/testing/factories/own-key-reads';
import { makeRefusals } from '@/lib/testing/factories/refusals';

itReadsOnlyOwnKeys(listRefusals);

const ago = (milliseconds: number) => new Date(now().getTime() - milliseconds);

describe('listRefusals', () => {
  it('shows calls of the last 30 days with the same cause together, each with what to do', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, { scopes: ['messages.send'] });
    const { key: other } = await makeKey(owner);
    const detail = { scope: 'balance.read' };
    const same = { keyId: key.id, operation: 'balance.read', detail };
    const [first, last] = [ago(2 * HOUR), ago(HOUR)];
    await makeRefusals([{ ...same, at: first }, { ...same, at: last }, { keyId: other.id }]);
    await makeRefusals([{ keyId: key.id, code: 'OLD', at: ago(30 * DAY) }]);
    const page = granted(await listRefusals(owner, { keyId: key.id }));
    expect(page).toEqual({
      groups: [
        {
          ...{ id: expect.stringMatching(/^rfg_/), code: 'FORBIDDEN', operation: 'balance.read' },
          ...{ address: '203.0.113.7', calls: 2, firstAt: first, lastAt: last, detail },
          ...{ simulated: false, resolved: null, advice: expect.stringContaining('scope') },
          fix: { kind: 'addScope', scope: 'balance.read' },
        },
      ],
      nextCursor: null,
      options: { codes: ['FORBIDDEN'], operations: ['balance.read'], addresses: ['203.0.113.7'] },
    });
  });

  it('filters by code, operation and address, and keeps the other values to choose from', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const keyId = key.id;
    await makeRefusals([
      { keyId, code: 'FORBIDDEN', operation: 'balance.read', address: '192.0.2.1' },
      { keyId, code: 'RATE_LIMITED', operation: 'messages.send', address: '192.0.2.1' },
      { keyId, code: 'RATE_LIMITED', operation: 'messages.send', address: '192.0.2.2' },
    ]);
    const count = async (filter: object) => {
      const { groups, options } = granted(await listRefusals(owner, { keyId, ...filter }));
      expect(options.codes).toEqual(['FORBIDDEN', 'RATE_LIMITED']);
      return groups.length;
    };
    expect(await count({})).toBe(3);
    expect(await count({ code: 'RATE_LIMITED' })).toBe(2);
    expect(await count({ operation: 'balance.read' })).toBe(1);
    expect(await count({ address: '192.0.2.1' })).toBe(2);
    expect(await count({ address: '192.0.2.1', code: 'RATE_LIMITED' })).toBe(1);
    expect(await count({ code: 'NOTHING' })).toBe(0);
  });

  it('returns each group once on all pages together, latest first', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const at = ago(HOUR);
    const addresses = Array.from({ length: 50 }, (_, n) => `192.0.2.${n}`);
    await makeRefusals(addresses.map((address) => ({ keyId: key.id, at, address })));
    await makeRefusals([{ keyId: key.id, address: '198.51.100.1' }]);
    const seen: (string | null)[] = [];
    let cursor: string | undefined;
    do {
      const page = granted(await listRefusals(owner, { keyId: key.id, cursor }));
      seen.push(...page.groups.map(({ address }) => address));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen[0]).toBe('198.51.100.1');
    expect(seen).toHaveLength(51);
    expect(new Set(seen).size).toBe(51);
    expect(await listRefusals(owner, { keyId: key.id, cursor: 'nonsense' })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST' },
    });
  });

  it('marks simulated refusals, which nobody has to fix', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    await makeRefusals([{ keyId: key.id, code: 'RATE_LIMITED', detail: { cause: 'simulated' } }]);
    expect(granted(await listRefusals(owner, { keyId: key.id })).groups).toMatchObject([
      { simulated: true, fix: null, resolved: null, advice: expect.stringContaining('sandbox') },
    ]);
  });
});

describe('what was resolved since', () => {
  const succeed = (apiKeyId: string, hour: Date) =>
    db().apiKeyUsage.create({ data: { apiKeyId, hour, operation: 'messages.send', status: 200, calls: 1 } });

  it('is an operation that succeeded in a later hour', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const keyId = key.id;
    await makeRefusals([
      { keyId, code: 'INVALID_REQUEST', at: ago(3 * HOUR) },
      { keyId, code: 'INVALID_API_KEY', detail: { cause: 'replaced', secret: 'x' }, at: ago(3 * HOUR) },
      { keyId, code: 'INVALID_SIGNATURE', at: ago(HOUR) },
    ]);
    const resolved = async () => {
      const { groups } = granted(await listRefusals(owner, { keyId }));
      return Object.fromEntries(groups.map((group) => [group.code, group.resolved]));
    };
    const nothing = { INVALID_REQUEST: null, INVALID_API_KEY: null, INVALID_SIGNATURE: null };
    await succeed(keyId, ago(4 * HOUR));
    expect(await resolved()).toEqual(nothing);
    await succeed(keyId, ago(2 * HOUR));
    expect(await resolved()).toEqual({ ...nothing, INVALID_REQUEST: 'succeeded' });
  });

  it('is nothing while the settings still refuse the call, whatever else succeeds', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner, {
      allowlist: [{ network: '192.0.2.1', note: '' }],
      limits: { countries: ['NL'], senders: ['Acme'], spendPerDay: '10' },
    });
    const refused = { keyId: key.id, at: ago(3 * HOUR) };
    await makeRefusals([
      { ...refused, code: 'DESTINATION_NOT_ALLOWED', detail: { country: 'DE' } },
      { ...refused, code: 'SENDER_NOT_APPROVED', detail: { sender: 'Other' } },
      { ...refused, code: 'IP_NOT_ALLOWED', detail: { list: 'key' } },
      { ...refused, code: 'SPEND_LIMIT_EXCEEDED', detail: { period: 'day', limit: '10.00' } },
    ]);
    await succeed(key.id, ago(HOUR));
    const { groups } = granted(await listRefusals(owner, { keyId: key.id }));
    expect(groups).toHaveLength(4);
    for (const group of groups)
      expect(group).toMatchObject({ resolved: null, fix: { kind: expect.any(String) } });
  });

  it('is an operation that succeeded later in the same hour', async () => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    const at = new Date(now().getTime() - (now().getTime() % HOUR) - 30 * MINUTE);
    await makeRefusals([{ keyId: key.id, code: 'INVALID_REQUEST', at }]);
    const succeededAt = async (minutes: number) => {
      const buffer = new UseBuffer();
      const success = { operation: 'messages.send', status: 202, isAuthenticated: true, position: null };
      const by = { address: '203.0.113.7', client: null, page: null, inUrl: false };
      const use = { keyId: key.id, secretId: '', at: new Date(at.getTime() + minutes * MINUTE) };
      buffer.add({ ...use, ...success, ...by });
      await buffer.close();
      return granted(await listRefusals(owner, { keyId: key.id })).groups[0]?.resolved;
    };
    expect(await succeededAt(-1)).toBeNull();
    expect(await succeededAt(1)).toBe('succeeded');
    expect(await succeededAt(-2)).toBe('succeeded');
  });
});
