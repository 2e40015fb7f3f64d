import { expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { sendBatch } from '@/lib/domain/batches/send';
import { cancelMessage } from '@/lib/domain/messages/cancel';
import { sendMessages } from '@/lib/domain/messages/send';
import { listTransactions } from '@/lib/domain/transactions/list';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued, sent } from '@/lib/testing/factories/messages';
import { giveMoney } from '@/lib/testing/factories/wallet';

const NL = '+31612345678';
const BE = '+32470123456';

it('lists the ledger with the balance after each entry, newest first', async () => {
  const { actor } = await makeCaller({ money: 1_000_000n });
  const at = new Date(now().getTime() + DAY).toISOString();
  const [message] = sent(await sendMessages(actor, { to: NL, text: 'Hello', at }));
  const { batch } = queued(await sendBatch(actor, { recipients: [{ to: NL }, { to: BE }], text: 'Hello' }));
  granted(await cancelMessage(actor, { id: message?.id }));
  await giveMoney(actor.workspaceId, 5_000_000n, 'live');

  const { transactions } = granted(await listTransactions(actor, {}));
  const figures = transactions.map(({ number, kind, amount, balanceAfter, batchId }) => [
    number,
    kind,
    amount.amount,
    balanceAfter.amount,
    batchId,
  ]);
  expect(figures).toEqual([
    [5n, 'refund', 80_000n, 850_000n, null],
    [4n, 'charge', -70_000n, 770_000n, batch.id],
    [3n, 'charge', -80_000n, 840_000n, batch.id],
    [2n, 'charge', -80_000n, 920_000n, null],
    [1n, 'credit', 1_000_000n, 1_000_000n, null],
  ]);
  expect(transactions[0]).toMatchObject({ chargeKind: 'message', reference: message?.id });

  const page = granted(await listTransactions(actor, { kind: 'charge', page: '2', limit: '2' }));
  expect(page).toMatchObject({ transactions: [{ number: 2n }], total: 3, nextCursor: null });
  const { nextCursor } = granted(await listTransactions(actor, { limit: '4' }));
  expect(granted(await listTransactions(actor, { cursor: nextCursor }))).toMatchObject({
    transactions: [{ number: 1n }],
    nextCursor: null,
  });
  const { actor: stranger } = await makeCaller();
  expect(granted(await listTransactions(stranger, {})).transactions).toEqual([]);
});

it.each([{ kind: 'gift' }, { cursor: 'nonsense' }, { page: '-1' }])('refuses %o', async (input) => {
  const { actor } = await makeCaller();
  expect(await listTransactions(actor, input)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
});
