import { expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { failAndRefund } from '@/lib/domain/delivery/fail-and-refund';
import { messageQueue } from '@/lib/domain/delivery/message-queue';
import { recordReport } from '@/lib/domain/delivery/report';
import { BALANCE, makeMessage, makeSender, PRICE, statusOf } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

it.each(['sent', 'delivered', 'undelivered'] as const)(
  'refunds nothing for a message that is %s',
  async (status) => {
    const { workspaceId, ...sender } = await makeSender();
    const id = await makeMessage({ workspaceId, ...sender });
    await recordReport(SYSTEM, { id, status, at: now().toISOString() });
    expect(await failAndRefund(messageQueue, { id, status: 'expired', reason: 'late' })).toBe(false);
    expect(await statusOf(id)).toBe(status);
    expect((await readMoney(workspaceId)).live).toEqual({
      balance: BALANCE - PRICE,
      ledger: BALANCE - PRICE,
    });
  },
);

it('refunds once if it is called several times at once', async () => {
  const { workspaceId, ...sender } = await makeSender();
  const id = await makeMessage({ workspaceId, ...sender });
  const given = await Promise.all(
    Array.from({ length: 5 }, () => failAndRefund(messageQueue, { id, status: 'expired', reason: 'late' })),
  );
  expect(given.filter(Boolean)).toHaveLength(1);
  expect((await readMoney(workspaceId)).live).toEqual({ balance: BALANCE, ledger: BALANCE });
  expect(await db().auditEvent.count({ where: { targetId: id, action: 'messages.refund' } })).toBe(1);
});
