import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { lookUpKey } from '@/lib/domain/key-calls/look-up';
import { rehearseKeyCountries } from '@/lib/domain/key-settings/rehearse-countries';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { runLookups } from '@/lib/domain/lookups/run';
import { startLookups } from '@/lib/domain/lookups/start';
import { sendMessages } from '@/lib/domain/messages/send';
import { startVoiceCalls } from '@/lib/domain/voice-calls/start';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { queued } from '@/lib/testing/factories/messages';

const LIMITS = { spendPerDay: null, spendPerMonth: null, senders: [] };

/** A key with the label “Shop” that sent to two countries today. */
async function makeUsedKey(environment: 'live' | 'sandbox' = 'live') {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment, label: 'Shop' });
  for (const [country, messages] of [
    ['NL', 9],
    ['US', 4],
  ] as const) {
    const counts = { messages, segments: messages, delivered: 0, failed: 0, refunded: 0, price: 0n };
    await db().messageTotal.create({
      data: {
        workspaceId: owner.workspaceId,
        day: new Date(),
        apiKeyId: key.id,
        country,
        environment,
        ...counts,
      },
    });
  }
  const rehearse = async (countries: string[]) =>
    granted(await rehearseKeyCountries(owner, { keyId: key.id, countries }));
  const set = (countries: string[], more: object = {}) =>
    setLimits(owner, { keyId: key.id, limits: { ...LIMITS, countries }, ...more });
  return { key, rehearse, set };
}

it('counts the messages that other countries refuse', async () => {
  const { key, rehearse } = await makeUsedKey();
  expect(await rehearse(['NL'])).toMatchObject({
    calls: 13,
    refused: 4,
    refusedLive: 4,
    refusedCountries: [{ country: 'US', calls: 4 }],
    confirmation: 'Shop',
  });
  expect(await rehearse([])).toMatchObject({ calls: 13, refused: 0, confirmation: null });
  await db().apiKey.update({ where: { id: key.id }, data: { countries: ['NL'] } });
  expect(await rehearse(['DE'])).toMatchObject({ calls: 9, refused: 9 });
  await db().apiKey.update({ where: { id: key.id }, data: { disabledAt: new Date() } });
  expect(await rehearse(['DE'])).toMatchObject({ calls: 0, refused: 0 });
});

it('counts messages that the totals lack yet, voice calls and lookups', async () => {
  const { owner, actor, secret } = await makeCaller({ money: 100_000_000n });
  const key = await lookUpKey(secret);
  if (!key) throw new Error('There is no such key.');
  queued(await sendMessages(actor, { to: '+31612345678', text: 'Hello', from: 'Acme' }));
  queued(await startVoiceCalls(actor, { to: '+32470123456', text: 'Hello' }));
  const numbers = ['+32470123456', '+31612345678', '+31612345679', 'nobody'];
  queued(await startLookups(actor, { kind: 'format', numbers }));
  queued(await runLookups(actor, { kind: 'hlr', numbers: ['+32470123456'] }, key));
  const input = { keyId: actor.keyId, countries: ['NL'] };
  expect(granted(await rehearseKeyCountries(owner, input))).toMatchObject({
    calls: 6,
    refused: 3,
    refusedLive: 0,
    refusedCountries: [{ country: 'BE', calls: 3 }],
  });
});

it('finds no key of another workspace', async () => {
  const { key } = await makeUsedKey();
  const input = { keyId: key.id, countries: [] };
  expect(await rehearseKeyCountries(await makeMember(), input)).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  });
  expect(await rehearseKeyCountries(SYSTEM, input)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
});

it('excludes a country that live messages go to only after the label was typed', async () => {
  const live = await makeUsedKey();
  expect(await live.set(['NL'])).toMatchObject({ refusal: { fields: { confirmation: expect.any(String) } } });
  granted(await live.set(['NL', 'US']));
  granted(await live.set(['NL'], { confirmation: 'Shop' }));
  granted(await (await makeUsedKey('sandbox')).set(['NL']));
});
