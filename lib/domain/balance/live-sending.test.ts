import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { readLiveSending } from '@/lib/domain/balance/live-sending';
import { importPrices } from '@/lib/domain/prices/import';
import { overrideEnv } from '@/lib/env';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { codeOf } from '@/lib/testing/factories/results';
import { giveMoney } from '@/lib/testing/factories/wallet';

const PRICES = 'destination,channel,price\nBE,sms,0.05\n31,sms,0.06\n*,sms,0.09\nBE,voice,0.01\n';

/** A live key of a workspace that pays in a currency with the prices above, and a viewer of the workspace. */
async function makeSwedish() {
  const sender = await makeSender();
  const { workspaceId } = sender;
  await db().workspace.update({ where: { id: workspaceId }, data: { currency: 'SEK' } });
  granted(await importPrices(SYSTEM, { csv: PRICES, currency: 'SEK' }));
  return { sender, workspaceId, viewer: await makeMember('viewer', { workspaceId }) };
}

async function sendTo(sender: Awaited<ReturnType<typeof makeSender>>, country: string): Promise<void> {
  const id = await makeMessage(sender);
  await db().message.updateMany({ where: { id }, data: { country } });
}

const crowns = (amount: bigint) => ({ amount, currency: 'SEK' });

it('tells the balance and the lowest price to those who have sent nothing', async () => {
  const { workspaceId, viewer } = await makeSwedish();
  await giveMoney(workspaceId, 2_500_000n, 'live');
  expect(granted(await readLiveSending(viewer))).toEqual({
    balance: crowns(12_500_000n),
    price: { perSegment: crowns(50_000n), country: null },
    hasCarrier: false,
  });
});

it.each([
  ['NL', 'Netherlands', 60_000n],
  ['BE', 'Belgium', 50_000n],
  ['FR', 'France', 90_000n],
])('tells the most specific price of %s, where most live messages went', async (code, country, amount) => {
  const { sender, workspaceId, viewer } = await makeSwedish();
  for (const to of ['DE', code, code]) await sendTo(sender, to);
  const sandbox = { ...sender, environment: 'sandbox' as const };
  await giveMoney(workspaceId, 1_000_000n);
  for (const to of ['IT', 'IT', 'IT']) await sendTo(sandbox, to);
  expect(granted(await readLiveSending(viewer)).price).toEqual({ perSegment: crowns(amount), country });
});

it('does not count messages of another workspace, and needs prices of the currency', async () => {
  const { sender } = await makeSwedish();
  await sendTo(sender, 'BE');
  const stranger = await makeMember();
  const workspace = { where: { id: stranger.workspaceId } };
  await db().workspace.update({ ...workspace, data: { currency: 'SEK' } });
  expect(granted(await readLiveSending(stranger)).price?.country).toBeNull();
  await db().workspace.update({ ...workspace, data: { currency: 'ISK' } });
  expect(granted(await readLiveSending(stranger)).price).toBeNull();
});

it('tells whether a carrier is connected', async () => {
  overrideEnv({
    CARRIER_URL: 'https://carrier.example.test/messages',
    CARRIER_SECRET: `whsec_${Buffer.alloc(32).toString('base64')}`,
  });
  expect(granted(await readLiveSending(await makeMember())).hasCarrier).toBe(true);
});

it('is refused to staff and the system', async () => {
  for (const actor of [await makeStaff(), SYSTEM])
    expect(codeOf(await readLiveSending(actor))).toBe('FORBIDDEN');
});
