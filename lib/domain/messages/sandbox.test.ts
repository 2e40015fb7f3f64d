import { expect, it } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessages } from '@/lib/domain/messages/send';
import { makeCaller } from '@/lib/testing/factories/callers';
import { sent } from '@/lib/testing/factories/messages';

const plain = Array.from({ length: 30 }, (_, n) => `+316123456${10 + n}`);
const to = [MAGIC_NUMBERS.delivered, MAGIC_NUMBERS.undelivered, MAGIC_NUMBERS.expired, ...plain];

/** What four workers at once get moved, at a time after now. */
async function workAt(offset: number): Promise<number> {
  setClockOffset(offset);
  const workers = Array.from({ length: 4 }, () => [dispatchMessages('sandbox', 200), reportSimulated()]);
  const moved = await Promise.all(workers.flat());
  return moved.reduce((sum, count) => sum + count, 0);
}

function readMessages() {
  return db().message.findMany({ orderBy: { recipient: 'asc' } });
}

it('brings each message to its final status, each step once, with several workers', async () => {
  const { actor } = await makeCaller({ money: 100_000_000n });
  setClockOffset(MINUTE);
  sent(await sendMessages(actor, { to, text: 'Hello' }));

  expect(await workAt(0)).toBe(0);
  expect(await workAt(MINUTE + 10 * SECOND)).toBe(to.length);
  expect(new Set((await readMessages()).map(({ status }) => status))).toEqual(new Set(['sent']));
  expect(await workAt(MINUTE)).toBe(0);
  expect(await workAt(MINUTE + 20 * SECOND)).toBe(to.length);

  const finalized = await readMessages();
  expect(finalized.slice(0, 4).map(({ recipient, status }) => [recipient, status])).toEqual([
    [MAGIC_NUMBERS.delivered, 'delivered'],
    [MAGIC_NUMBERS.undelivered, 'undelivered'],
    [MAGIC_NUMBERS.expired, 'expired'],
    ['+31612345610', 'delivered'],
  ]);
  for (const { createdAt, sentAt, finalizedAt, nextStepAt } of finalized) {
    expect(sentAt?.getTime()).toBeGreaterThan(createdAt.getTime());
    expect(finalizedAt?.getTime()).toBeGreaterThan(sentAt?.getTime() ?? 0);
    expect(nextStepAt).toBeNull();
  }
  expect(await workAt(10 * MINUTE)).toBe(0);
});

it('does not simulate live messages', async () => {
  const { actor } = await makeCaller({ money: 1_000_000n });
  const [message] = sent(await sendMessages(actor, { to: '+31612345678', text: 'Hello' }));
  await db().message.updateMany({ where: { id: message?.id }, data: { environment: 'live' } });
  expect(await workAt(MINUTE)).toBe(0);
});
