import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { Channel } from '@/lib/db/generated/enums';
import { SYSTEM } from '@/lib/domain/actor';
import { importPrices } from '@/lib/domain/prices/import';
import { listPrices } from '@/lib/domain/prices/list';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const CURRENCY = 'CHF';
const FIRST = 'destination,network,price\nNL,,0.0750\nNL,20404,0.07\n*,,0.1\n';
const SECOND = 'destination,network,price\nDE,,0.09\nNL,,0.0735\n*,,0.1\n';

const load = (csv: string, dryRun = false) => importPrices(SYSTEM, { csv, currency: CURRENCY, dryRun });
const listed = async (currency = CURRENCY, channel: Channel = 'sms') => {
  const prices = granted(await listPrices(SYSTEM, { currency }));
  return Object.fromEntries(
    prices
      .filter((price) => price.channel === channel)
      .map(({ destination, network, amount }) => [destination + network, amount]),
  );
};
const audits = () => db().auditEvent.findMany({ where: { action: 'price.import' }, orderBy: { id: 'asc' } });

beforeEach(async () => {
  await db().price.deleteMany({ where: { currency: CURRENCY } });
});

describe('importPrices', () => {
  it('replaces the list of the currency, and audits the changes', async () => {
    const euros = await listed('EUR');
    expect(granted(await load(FIRST))).toMatchObject({ added: [{}, {}, {}], unchanged: 0 });
    const before = (await audits()).length;
    expect(granted(await load(SECOND))).toEqual({
      added: [{ destination: 'DE', network: '', channel: 'sms', amount: 90_000n }],
      changed: [{ destination: 'NL', network: '', channel: 'sms', amount: 73_500n, from: 75_000n }],
      removed: [{ destination: 'NL', network: '20404', channel: 'sms', amount: 70_000n }],
      unchanged: 1,
    });
    expect(await listed()).toEqual({ DE: 90_000n, NL: 73_500n, '*': 100_000n });
    expect(await listed('EUR')).toEqual(euros);
    expect((await audits()).slice(before)).toMatchObject([
      {
        actorKind: 'system',
        workspaceId: null,
        detail: {
          currency: CURRENCY,
          added: [{ channel: 'sms', destination: 'DE', network: '', price: '0.0900' }],
          changed: [{ destination: 'NL', price: '0.0735', from: '0.0750' }],
          removed: [{ destination: 'NL', network: '20404', price: '0.0700' }],
        },
      },
    ]);
  });

  it('only returns the changes in a dry run', async () => {
    granted(await load(FIRST));
    const before = [await listed(), (await audits()).length];
    expect(granted(await load(SECOND, true))).toMatchObject({ added: [{}], changed: [{}], removed: [{}] });
    expect([await listed(), (await audits()).length]).toEqual(before);
  });

  it('does nothing if nothing changes', async () => {
    granted(await load(FIRST));
    const before = (await audits()).length;
    expect(granted(await load(FIRST))).toEqual({ added: [], changed: [], removed: [], unchanged: 3 });
    expect(await audits()).toHaveLength(before);
  });

  it('saves all lines or none', async () => {
    granted(await load(FIRST));
    const before = await listed();
    expect(await load('destination,price\nDE,0.09\nFR,free\n')).toMatchObject({
      refusal: { fields: { 'csv.0': 'Line 3, column price: Enter an amount such as 25.00.' } },
    });
    expect(await listed()).toEqual(before);
  });

  it('stores one complete list if two are imported at once', async () => {
    await Promise.all([FIRST, SECOND, FIRST, SECOND].map((csv) => load(csv)));
    const prices = await listed();
    expect([
      { NL: 75_000n, NL20404: 70_000n, '*': 100_000n },
      { DE: 90_000n, NL: 73_500n, '*': 100_000n },
    ]).toContainEqual(prices);
  });

  it.each(['EURO', 'ABC', ''])('refuses the currency %j', async (currency) => {
    for (const result of [
      await importPrices(SYSTEM, { csv: FIRST, currency }),
      await listPrices(SYSTEM, { currency }),
    ]) {
      expect(result).toMatchObject({ refusal: { fields: { currency: expect.any(String) } } });
    }
  });

  it('refuses signed-in actors', async () => {
    const owner = await makeMember('owner');
    expect(await importPrices(owner, { csv: FIRST, currency: CURRENCY })).toMatchObject({
      refusal: { code: 'FORBIDDEN' },
    });
    expect(await listed()).toEqual({});
  });
});

it('has a default list in euros', async () => {
  expect(await listed('EUR')).toEqual({
    1: 10_000n,
    31: 80_000n,
    32: 70_000n,
    33: 60_000n,
    34: 50_000n,
    39: 60_000n,
    44: 40_000n,
    46: 50_000n,
    48: 30_000n,
    49: 80_000n,
    61: 40_000n,
    91: 20_000n,
    '*': 100_000n,
  });
  expect(await listed('EUR', 'voice')).toMatchObject({ 31: 160_000n, '*': 200_000n });
  expect(await listed('EUR', 'lookup')).toEqual({ '*': 10_000n });
  expect(await listed('EUR', 'email')).toEqual({ '*': 5_000n });
});
