import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { rehearseKeyCountries } from '@/lib/domain/key-settings/rehearse-countries';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

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
