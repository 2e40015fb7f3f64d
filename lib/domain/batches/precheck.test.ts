import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { precheckBatch } from '@/lib/domain/batches/precheck';
import { sendMessages } from '@/lib/domain/messages/send';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { sent } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

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
    isSenderAllowed: true,
    exceededLimit: null,
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

it('tells which spending limit the price would exceed, with what the key spent before', async () => {
  const { actor } = await makeCaller({ money: 100_000_000n });
  const input = { recipients: [{ to: '+31612345678' }], text: 'Hello' };
  const exceeded = async (limits: { spendPerDay: bigint | null; spendPerMonth: bigint | null }) => {
    await db().apiKey.update({ where: { id: actor.keyId }, data: limits });
    return granted(await precheckBatch(actor, input)).exceededLimit;
  };
  expect(await exceeded({ spendPerDay: 80_000n, spendPerMonth: 80_000n })).toBe(null);
  sent(await sendMessages(actor, { to: '+31612345679', text: 'Hello' }));
  expect(await exceeded({ spendPerDay: 159_999n, spendPerMonth: null })).toBe('day');
  expect(await exceeded({ spendPerDay: 160_000n, spendPerMonth: 159_999n })).toBe('month');
  expect(await exceeded({ spendPerDay: 160_000n, spendPerMonth: 160_000n })).toBe(null);
});

it('tells whether the key may send in the name of the sender', async () => {
  const { actor } = await makeCaller();
  await db().apiKey.update({ where: { id: actor.keyId }, data: { senders: ['ACME'] } });
  const input = { recipients: [{ to: '+31612345678' }], text: 'Hello' };
  const allowed = async (from?: string) =>
    granted(await precheckBatch(actor, { ...input, from })).isSenderAllowed;
  expect([await allowed('ACME'), await allowed('Other'), await allowed()]).toEqual([true, false, false]);
});
