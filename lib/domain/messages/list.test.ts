import { expect, it } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { listBatches } from '@/lib/domain/batches/list';
import { sendBatch } from '@/lib/domain/batches/send';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { reportSimulated } from '@/lib/domain/delivery/report-simulated';
import { cancelMessage } from '@/lib/domain/messages/cancel';
import { listMessages } from '@/lib/domain/messages/list';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessages } from '@/lib/domain/messages/send';
import { readMessageStats } from '@/lib/domain/messages/stats';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { queued, sent } from '@/lib/testing/factories/messages';

const NL = '+31612345678';
const BE = '+32470123456';
const at = (ms: number) => new Date(now().getTime() + ms).toISOString();

it('lists messages by status, period, recipient, country, sender, key and batch, and by page', async () => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  const { actor: second } = await makeCaller({ owner });
  const [first] = sent(await sendMessages(actor, { to: NL, text: 'One', from: 'Acme' }));
  setClockOffset(MINUTE);
  const [other] = sent(await sendMessages(second, { to: BE, text: 'Two', at: at(DAY) }));
  setClockOffset(2 * MINUTE);
  const { batch } = queued(await sendBatch(actor, { recipients: [{ to: NL }, { to: BE }], text: 'Three' }));
  expect(granted(await listMessages(actor, { scheduled: 'true' })).messages).toMatchObject([
    { id: other?.id },
  ]);
  await cancelMessage(actor, { id: other?.id });

  const textsOf = async (input: object) => {
    const { messages } = granted(await listMessages(actor, input));
    return messages.map(({ text }) => text);
  };
  expect(await textsOf({})).toEqual(['Three', 'Three', 'Two', 'One']);
  expect(await textsOf({ status: 'canceled' })).toEqual(['Two']);
  expect(await textsOf({ status: 'canceled,queued' })).toEqual(['Three', 'Three', 'Two', 'One']);
  expect(await textsOf({ status: 'canceled', submitted: false })).toEqual(['Two']);
  expect(await textsOf({ submitted: true })).toEqual([]);
  expect(await textsOf({ scheduled: 'true' })).toEqual([]);
  expect(await textsOf({ scheduled: 'false' })).toEqual(['Three', 'Three', 'Two', 'One']);
  expect(await textsOf({ to: '+310612345678' })).toEqual(['Three', 'One']);
  expect(await textsOf({ country: 'be' })).toEqual(['Three', 'Two']);
  expect(await textsOf({ from: 'Acme' })).toEqual(['One']);
  expect(await textsOf({ key: second.keyId })).toEqual(['Two']);
  for (const name of [batch.id, '1']) expect(await textsOf({ batch: name })).toEqual(['Three', 'Three']);
  expect(
    await textsOf({ since: other?.createdAt.toISOString(), until: batch.createdAt.toISOString() }),
  ).toEqual(['Two']);
  expect(await textsOf({ since: at(MINUTE) })).toEqual([]);

  const page = granted(await listMessages(actor, { page: '2', limit: '3' }));
  expect(page).toMatchObject({ messages: [{ id: first?.id, number: 2n }], total: 4, nextCursor: null });
  const { nextCursor } = granted(await listMessages(actor, { country: 'NL', limit: '1' }));
  expect(await textsOf({ country: 'NL', limit: '1', cursor: nextCursor })).toEqual(['One']);
  expect(granted(await listBatches(actor, { page: '1' }))).toMatchObject({
    batches: [{ id: batch.id, statuses: { queued: 2 } }],
    total: 1,
  });

  const { actor: stranger } = await makeCaller();
  expect(granted(await listMessages(stranger, { key: actor.keyId })).messages).toEqual([]);
  expect(granted(await listMessages(stranger, { batch: batch.id })).messages).toEqual([]);
});

it.each([
  { status: 'lost' },
  { status: 'sent,lost' },
  { since: 'yesterday' },
  { page: '0' },
  { country: 'Netherlands' },
  { limit: '201' },
])('refuses %o', async (input) => {
  const { actor } = await makeCaller();
  expect(await listMessages(actor, input)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
});

it('counts the messages of a period by status, and what they cost', async () => {
  const { actor } = await makeCaller({ money: 100_000_000n });
  const to = [NL, MAGIC_NUMBERS.undelivered, MAGIC_NUMBERS.expired, BE];
  sent(await sendMessages(actor, { to, text: 'Hello' }));
  const [scheduled] = sent(await sendMessages(actor, { to: NL, text: 'Later', at: at(DAY) }));
  await cancelMessage(actor, { id: scheduled?.id });
  setClockOffset(MINUTE);
  await dispatchMessages('sandbox', 200);
  setClockOffset(2 * MINUTE);
  await reportSimulated();
  sent(await sendMessages(actor, { to: NL, text: 'Hello' }));

  const stats = granted(await readMessageStats(actor, { until: at(MINUTE) }));
  expect(stats).toMatchObject({
    messages: 6,
    segments: 6,
    statuses: { queued: 1, sent: 0, delivered: 2, undelivered: 1, expired: 1, canceled: 1 },
    refunded: 1,
    price: { amount: 250_000n, currency: 'EUR' },
    deliveryRate: 0.5,
  });
  const { actor: stranger } = await makeCaller();
  expect(granted(await readMessageStats(stranger, {}))).toMatchObject({ messages: 0, deliveryRate: null });
});

it.each([
  [{ since: at(0), until: at(-DAY) }, 'until'],
  [{ since: at(-93 * DAY) }, 'since'],
])('refuses statistics for %o', async (input, field) => {
  const { actor } = await makeCaller();
  expect(await readMessageStats(actor, input)).toMatchObject({
    refusal: { code: 'INVALID_REQUEST', fields: { [field]: expect.any(String) } },
  });
});
