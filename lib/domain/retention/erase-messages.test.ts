import { beforeEach, expect, it } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { getBatch } from '@/lib/domain/batches/get';
import { listBatches } from '@/lib/domain/batches/list';
import { sendBatch } from '@/lib/domain/batches/send';
import { dispatchMessages, dispatchVoiceCalls } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { getMessage } from '@/lib/domain/messages/get';
import { listMessages } from '@/lib/domain/messages/list';
import { sendMessages } from '@/lib/domain/messages/send';
import { readMessageStats } from '@/lib/domain/messages/stats';
import { eraseOldMessages } from '@/lib/domain/retention/erase-messages';
import { keepPartitions } from '@/lib/domain/retention/keep-partitions';
import { listSentMessages } from '@/lib/domain/sent-messages/list';
import { readSentMessage } from '@/lib/domain/sent-messages/read';
import { getVoiceCall } from '@/lib/domain/voice-calls/get';
import { listVoiceCalls } from '@/lib/domain/voice-calls/list';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued, sent } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

const NL = '+31612345678';
const BE = '+32470123456';

beforeEach(() => () => {
  overrideEnv({ RETENTION_DAYS: '' });
  setClockOffset(0);
});

async function deliver() {
  await dispatchMessages('sandbox', 100);
  await dispatchVoiceCalls('sandbox', 100);
  setClockOffset(2 * MINUTE);
  await reportSimulated();
}

it('erases what old messages, batches and calls tell about people, and keeps money and totals', async () => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  const details = {
    from: 'Acme',
    label: 'orders',
    reference: 'Ada Lovelace',
    callbackUrl: 'https://acme.test/ada',
  };
  const [message] = sent(await sendMessages(actor, { to: NL, text: 'Hello Ada Lovelace', ...details }));
  const { batch } = queued(
    await sendBatch(actor, { recipients: [{ to: BE }], text: 'Hello Bob Smith', from: 'Acme' }),
  );
  const { calls } = queued(
    await startVoiceCalls(actor, { to: NL, text: 'Hello Ada Lovelace', name: 'Ada Lovelace' }),
  );
  const at = new Date(now().getTime() + 6 * DAY).toISOString();
  const [waiting] = sent(await sendMessages(actor, { to: BE, text: 'Later', at }));
  setClockOffset(MINUTE);
  await deliver();
  const money = await readMoney(actor.workspaceId);
  const period = { since: new Date(now().getTime() - DAY), until: new Date(now().getTime() + DAY) };
  const statsInput = { since: period.since.toISOString(), until: period.until.toISOString() };
  const stats = granted(await readMessageStats(actor, statsInput));

  setClockOffset(3 * DAY);
  expect(await eraseOldMessages()).toBe(0);
  overrideEnv({ RETENTION_DAYS: '4' });
  expect(await eraseOldMessages()).toBe(0);
  overrideEnv({ RETENTION_DAYS: '2' });
  expect(await eraseOldMessages()).toBe(4);
  expect(await eraseOldMessages()).toBe(0);

  const where = { workspaceId: actor.workspaceId };
  const rows = JSON.stringify(
    [
      await db().message.findMany({ where: { ...where, id: { not: waiting?.id } } }),
      await db().messageBatch.findMany({ where }),
      await db().voiceCall.findMany({ where }),
    ],
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  );
  for (const personal of [NL, BE, 'Ada Lovelace', 'Bob Smith', 'Acme', 'orders', 'acme.test']) {
    expect(rows).not.toContain(personal);
  }
  expect(await readMoney(actor.workspaceId)).toEqual(money);
  expect(granted(await readMessageStats(actor, statsInput))).toEqual(stats);

  expect(granted(await listMessages(actor, {})).messages.map(({ id }) => id)).toEqual([waiting?.id]);
  expect(granted(await listBatches(actor, {})).batches).toEqual([]);
  expect(granted(await listVoiceCalls(actor, {})).calls).toEqual([]);
  const { messages } = granted(await listSentMessages(owner, { environment: 'sandbox' }));
  expect(messages.map(({ id }) => id)).toEqual([waiting?.id]);
  const notFound = { refusal: { code: 'NOT_FOUND' } };
  expect(await getMessage(actor, { id: message?.id })).toMatchObject(notFound);
  expect(await readSentMessage(owner, { id: message?.id })).toMatchObject(notFound);
  expect(await getBatch(actor, { id: batch.id })).toMatchObject(notFound);
  expect(await getVoiceCall(actor, { id: calls[0]?.id })).toMatchObject(notFound);

  const next = queued(await sendBatch(actor, { recipients: [{ to: BE }], text: 'Again' }));
  expect(next.batch.number).toBe(batch.number + 1);
});

it('deletes other rows with numbers or addresses after the same time, if it is less than 30 days', async () => {
  const { actor } = await makeCaller();
  const id = 'evt_retention';
  const { workspaceId } = actor;
  await db().webhookEvent.create({
    data: {
      id,
      workspaceId,
      environment: 'live',
      type: 'message.sent',
      subject: 'm',
      data: { to: NL },
      createdAt: now(),
    },
  });
  setClockOffset(10 * DAY);
  const isThere = async () => (await db().webhookEvent.count({ where: { id } })) === 1;
  overrideEnv({ RETENTION_DAYS: '400' });
  await keepPartitions();
  expect(await isThere()).toBe(true);
  overrideEnv({ RETENTION_DAYS: '7' });
  await keepPartitions();
  expect(await isThere()).toBe(false);
});
