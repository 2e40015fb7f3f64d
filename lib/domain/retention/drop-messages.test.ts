import { afterEach, expect, it } from 'vitest';
import { DAY, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { startOf } from '@/lib/db/partitions/names';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { sendMessages } from '@/lib/domain/messages/send';
import { eraseOldMessages } from '@/lib/domain/retention/erase-messages';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { listTransactions } from '@/lib/domain/transactions/list';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { sent } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

afterEach(() => {
  overrideEnv({ RETENTION_DAYS: '' });
  setClockOffset(0);
});

it('drops a month of erased messages when a report of a year cannot have it, and keeps their charges', async () => {
  // After what the first partition has.
  const month = startOf('month', now(), 5);
  const goTo = (days: number) => setClockOffset(month.getTime() + days * DAY - Date.now());
  const { actor } = await makeCaller({ money: 1_000_000n });
  goTo(1);
  await keepPartitions();
  const [message] = sent(await sendMessages(actor, { to: '+31612345678', text: 'Hello' }));
  const id = message?.id ?? '';
  goTo(2);
  await dispatchMessages('sandbox', 10);
  goTo(3);
  await reportSimulated();
  const money = await readMoney(actor.workspaceId);
  const rows = () => db().message.findMany({ where: { id }, select: { status: true, recipient: true } });

  goTo(440);
  await keepPartitions();
  expect(await rows()).toEqual([{ status: 'delivered', recipient: '+31612345678' }]);

  overrideEnv({ RETENTION_DAYS: '30' });
  await eraseOldMessages();
  goTo(400);
  await keepPartitions();
  expect(await rows()).toEqual([{ status: 'delivered', recipient: '' }]);
  goTo(432);
  await keepPartitions();
  expect(await rows()).toEqual([]);
  expect(await readMoney(actor.workspaceId)).toEqual(money);
  expect(granted(await listTransactions(actor, { kind: 'charge' })).transactions).toMatchObject([
    { reference: id, batchId: null },
  ]);
});

it('refuses to delete a message that was charged from any partition', async () => {
  const { actor } = await makeCaller({ money: 1_000_000n });
  const [message] = sent(await sendMessages(actor, { to: '+31612345678', text: 'Hello' }));
  const [row] = await db().$queryRaw<{ name: string }[]>`
    SELECT tableoid::regclass::text AS name FROM messages WHERE id = ${message?.id}`;
  for (const table of ['messages', row?.name]) {
    await expect(db().$executeRawUnsafe(`DELETE FROM ${table}`)).rejects.toThrow(/foreign key/);
    await expect(db().$executeRawUnsafe(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/append-only/);
  }
});
