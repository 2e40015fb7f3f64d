import { expect, it, onTestFinished } from 'vitest';
import { DAY, MINUTE, now, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { LookupKind } from '@/lib/db/generated/enums';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { runLookups } from '@/lib/domain/lookups/run';
import { cancelMessages } from '@/lib/domain/messages/cancel-several';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessages } from '@/lib/domain/messages/send';
import { deleteExpired } from '@/lib/domain/retention/delete-expired';
import { readTotals } from '@/lib/domain/totals/read';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { queued, sent } from '@/lib/testing/factories/messages';

const NL = '+31612345678';
const BE = '+32470123456';
const MONEY = 10_000_000n;
const NOTHING = { messages: 0, voiceCalls: 0, hlr: 0, mnp: 0, price: 0n };

const totalsOf = async ({ actor }: Caller, input: object) => granted(await readTotals(actor, input));

async function lookUp({ actor, secret }: Caller, kind: LookupKind, numbers: string[]): Promise<bigint> {
  const key = await lookUpKey(secret);
  if (!key) throw new Error('There is no such key.');
  return queued(await runLookups(actor, { kind, numbers }, key)).price.amount;
}

it('counts messages and what they cost, by day, country and label', async () => {
  const caller = await makeCaller({ money: MONEY });
  const { actor } = caller;
  sent(await sendMessages(actor, { to: NL, text: 'One', label: 'orders' }));
  const [refunded] = sent(await sendMessages(actor, { to: BE, text: 'Two' }));
  granted(await cancelMessages(actor, { ids: [refunded?.id] }));
  const day = now().toISOString().slice(0, 10);
  expect(await totalsOf(caller, { by: 'day' })).toEqual([
    { ...NOTHING, key: day, messages: 2, price: 80_000n },
  ]);
  expect(await totalsOf(caller, { by: 'country' })).toEqual([
    { ...NOTHING, key: 'BE', messages: 1 },
    { ...NOTHING, key: 'NL', messages: 1, price: 80_000n },
  ]);
  expect(await totalsOf(caller, { by: 'label' })).toEqual([
    { ...NOTHING, key: 'orders', messages: 1, price: 80_000n },
    { ...NOTHING, key: null, messages: 1 },
  ]);
  expect(await totalsOf(caller, { by: 'country', label: 'orders' })).toMatchObject([{ key: 'NL' }]);
  const earlier = new Date(now().getTime() - DAY).toISOString();
  expect(await totalsOf(caller, { by: 'day', until: earlier })).toEqual([]);
  expect(await readTotals(actor, { by: 'day', since: '2020-01-01T00:00:00Z' })).toMatchObject({
    refusal: { fields: { since: expect.any(String) } },
  });
});

it('counts voice calls and lookups of the workspace and environment, and what they cost', async () => {
  const caller = await makeCaller({ money: MONEY });
  const { owner } = caller;
  const { price } = queued(await startVoiceCalls(caller.actor, { to: [NL, BE], text: 'Hello' }));
  const ofNl = await lookUp(caller, 'hlr', [NL]);
  // The carrier does not answer the last one. It is counted, and refunded.
  const ofUs = await lookUp(caller, 'mnp', [MAGIC_NUMBERS.delivered, MAGIC_NUMBERS.expired, 'nobody']);
  const ofName = await lookUp(caller, 'cnam', [NL]);
  await lookUp(caller, 'format', [NL]);
  expect(await totalsOf(caller, { by: 'day' })).toEqual([
    {
      ...{ key: now().toISOString().slice(0, 10), messages: 0, voiceCalls: 2, hlr: 1, mnp: 2 },
      price: price.amount + ofNl + ofUs + ofName,
    },
  ]);
  const byCountry = await totalsOf(caller, { by: 'country' });
  expect(byCountry).toMatchObject([
    { ...NOTHING, key: 'BE', voiceCalls: 1, price: 140_000n },
    { ...NOTHING, key: 'NL', voiceCalls: 1, hlr: 1, price: price.amount - 140_000n + ofNl + ofName },
    { ...NOTHING, mnp: 2, price: ofUs },
  ]);
  expect(await totalsOf(caller, { by: 'label' })).toMatchObject([{ key: null, voiceCalls: 2, hlr: 1 }]);
  expect(await totalsOf(caller, { by: 'label', label: 'orders' })).toEqual([]);
  const live = await makeCaller({ owner, environment: 'live' });
  for (const other of [live, await makeCaller()]) {
    expect(await totalsOf(other, { by: 'day' })).toEqual([]);
  }
});

it('counts lookups of a day after their list is deleted', async () => {
  const caller = await makeCaller({ money: MONEY });
  await lookUp(caller, 'hlr', [NL]);
  const since = new Date(now().getTime() - MINUTE).toISOString();
  setClockOffset(40 * DAY);
  onTestFinished(() => setClockOffset(0));
  await deleteExpired();
  expect(await db().lookupList.count({ where: { workspaceId: caller.owner.workspaceId } })).toBe(0);
  expect(await totalsOf(caller, { by: 'day', since })).toMatchObject([{ hlr: 1 }]);
  expect(await totalsOf(caller, { by: 'day' })).toEqual([]);
});
