import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { precheckBatch } from '@/lib/domain/batches/precheck';
import { granted } from '@/lib/testing/api-keys';
import { makeCaller } from '@/lib/testing/callers';
import { readMoney } from '@/lib/testing/wallet';

const EUR = 'EUR';

it('tells what a batch costs by route and whom it cannot reach, and changes nothing', async () => {
  const { actor } = await makeCaller({ money: 300_000n });
  const recipients = [
    { to: '+31612345678', variables: { name: 'Ada' } },
    { to: '+31612345679', variables: { name: 'x'.repeat(200) } },
    { to: '+32470123456', variables: { name: 'Bo' } },
    { to: '+32470123457' },
    { to: '+310612345678', variables: { name: 'Ada' } },
    { to: '0612345678', variables: { name: 'Ada' } },
  ];
  const checked = granted(await precheckBatch(actor, { recipients, text: 'Hi {{name}}' }));
  expect(checked).toEqual({
    recipients: 6,
    segments: 4,
    price: { amount: 310_000n, currency: EUR },
    balance: { amount: 300_000n, currency: EUR },
    balanceAfter: { amount: -10_000n, currency: EUR },
    isSufficient: false,
    routes: [
      {
        ...{ country: 'NL', destination: '31', recipients: 2, segments: 3 },
        price: { amount: 240_000n, currency: EUR },
        perSegment: { amount: 80_000n, currency: EUR },
      },
      {
        ...{ country: 'BE', destination: '32', recipients: 1, segments: 1 },
        price: { amount: 70_000n, currency: EUR },
        perSegment: { amount: 70_000n, currency: EUR },
      },
    ],
    unroutable: [
      { to: '+32470123457', reason: 'missing_variable' },
      { to: '+310612345678', reason: 'duplicate' },
      { to: '0612345678', reason: 'invalid_number' },
    ],
  });
  expect(await db().message.count({ where: { workspaceId: actor.workspaceId } })).toBe(0);
  expect((await readMoney(actor.workspaceId)).sandbox).toEqual({ balance: 300_000n, ledger: 300_000n });
});

it('lists numbers in countries that the key may not send to', async () => {
  const { actor } = await makeCaller({ money: 300_000n });
  await db().apiKey.update({ where: { id: actor.keyId }, data: { countries: ['BE'] } });
  const input = { recipients: [{ to: '+31612345678' }, { to: '+32470123456' }], text: 'Hello' };
  expect(granted(await precheckBatch(actor, input))).toMatchObject({
    isSufficient: true,
    routes: [{ country: 'BE' }],
    unroutable: [{ to: '+31612345678', reason: 'country_not_allowed' }],
  });
});
