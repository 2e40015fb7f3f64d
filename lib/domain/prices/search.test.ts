import { beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { importPrices } from '@/lib/domain/prices/import';
import { searchPrices } from '@/lib/domain/prices/search';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

const CSV =
  'destination,network,channel,price\nKZ,,sms,0.03\n7,,sms,0.02\n7,25001,sms,0.01\n*,,sms,0.1\n31,,voice,0.2\n';

let member: MemberActor;

const found = async (input: object) =>
  granted(await searchPrices(member, input)).prices.map(({ code, price }) => [code, price?.amount]);

beforeAll(async () => {
  member = await makeMember('viewer');
  await db().workspace.update({ where: { id: member.workspaceId }, data: { currency: 'SEK' } });
  granted(await importPrices(SYSTEM, { csv: CSV, currency: 'SEK' }));
});

it.each([
  ['a country with a price of its own', 'kazakh', [['KZ', 30_000n]]],
  ['a country with a price for its calling code', 'Russia', [['RU', 20_000n]]],
  ['a country without a price of its own', 'nl', [['NL', 100_000n]]],
  ['a calling code', '+32', [['BE', 100_000n]]],
  ['nothing', 'Atlantis', []],
] as const)('finds %s', async (_, search, expected) => {
  expect(await found({ search })).toEqual(expect.arrayContaining([...expected]));
  if (expected.length === 0) expect(await found({ search })).toEqual([]);
});

it('tells which countries have no price', async () => {
  expect(await found({ channel: 'voice', search: 'Netherlands' })).toContainEqual(['NL', 200_000n]);
  expect(await found({ channel: 'voice', search: 'Belgium' })).toEqual([['BE', undefined]]);
});

it('pages through all countries by name, each once', async () => {
  const names: string[] = [];
  let cursor: string | undefined;
  do {
    const page = granted(await searchPrices(member, { cursor }));
    names.push(...page.prices.map(({ name }) => name));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(names.length).toBeGreaterThan(200);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')));
});

it.each([{ channel: 'fax' }, { cursor: 'nonsense' }, { search: 'x'.repeat(101) }])(
  'refuses %o',
  async (input) => {
    expect(codeOf(await searchPrices(member, input))).toBe('INVALID_REQUEST');
  },
);
