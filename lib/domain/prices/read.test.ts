import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { importPrices } from '@/lib/domain/prices/import';
import { readPrices } from '@/lib/domain/prices/read';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';

it('lists the prices of the workspace’s currency, with what each replaced', async () => {
  const { actor } = await makeCaller();
  const { workspaceId } = actor;
  await db().workspace.update({ where: { id: workspaceId }, data: { currency: 'CHF' } });
  const put = (csv: string) => importPrices(SYSTEM, { csv, currency: 'CHF' });
  granted(await put('destination,network,price\nCH,,0.05\nCH,22801,0.04\n44,,0.03\n*,,0.1\n'));
  granted(await put('destination,network,price\nCH,,0.06\nCH,22801,0.04\n44,,0.03\n*,,0.1\n'));
  const chf = (amount: bigint) => ({ amount, currency: 'CHF' });
  const swiss = { callingCode: '41', countries: [{ code: 'CH', name: 'Switzerland' }] };
  expect(granted(await readPrices(actor, {}))).toMatchObject([
    { destination: '*', network: '', callingCode: null, countries: [], price: chf(100_000n) },
    { destination: '44', callingCode: '44', countries: [{ code: 'GB' }, {}, {}, {}], previous: null },
    { destination: 'CH', network: '', ...swiss, price: chf(60_000n), previous: chf(50_000n) },
    { destination: 'CH', network: '22801', ...swiss, price: chf(40_000n), validFrom: expect.any(Date) },
  ]);
});
