import { expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { applyMessageChanges } from '@/lib/domain/message-totals/apply-changes';
import { cancelMessages } from '@/lib/domain/messages/cancel-several';
import { finalizeMessages, markSent } from '@/lib/domain/messages/change-status';
import { sendMessages } from '@/lib/domain/messages/send';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Caller, makeCaller } from '@/lib/testing/factories/callers';
import { sent } from '@/lib/testing/factories/messages';

const [NL, BE] = ['+31612345678', '+32470123456'];

async function send({ actor }: Caller, to: string): Promise<string> {
  const [message] = sent(await sendMessages(actor, { to, text: 'Hello' }));
  if (!message) throw new Error('Nothing was sent.');
  return message.id;
}

async function end(id: string, status: 'delivered' | 'undelivered' | 'expired'): Promise<void> {
  await db().$transaction(async (tx) => {
    await markSent(tx, [id], { at: now(), nextStepAt: null });
    for (let times = 0; times < 2; times++) {
      await finalizeMessages(tx, [id], { from: 'sent', status, at: now() });
    }
  });
}

const totalsOf = ({ owner: { workspaceId } }: Caller) =>
  db().messageTotal.findMany({
    where: { workspaceId },
    orderBy: { country: 'asc' },
    omit: { workspaceId: true },
  });

it('counts each message once, whatever several workers do at once', async () => {
  const caller = await makeCaller({ money: 100n * CURRENCY_UNIT });
  await end(await send(caller, NL), 'delivered');
  await end(await send(caller, NL), 'undelivered');
  await end(await send(caller, NL), 'expired');
  await send(caller, NL);
  granted(await cancelMessages(caller.actor, { ids: [await send(caller, BE)] }));
  await Promise.all(Array.from({ length: 8 }, () => applyMessageChanges()));
  while ((await applyMessageChanges()) > 0);
  const { keyId, environment } = caller.actor;
  const day = new Date(now().toISOString().slice(0, 10));
  const common = { apiKeyId: keyId, environment, day };
  expect(await totalsOf(caller)).toEqual([
    { ...common, country: 'BE', messages: 1, segments: 1, delivered: 0, failed: 0, refunded: 1, price: 0n },
    {
      ...common,
      country: 'NL',
      messages: 4,
      segments: 4,
      delivered: 1,
      failed: 2,
      refunded: 0,
      price: 320_000n,
    },
  ]);
  await send(caller, NL);
  while ((await applyMessageChanges()) > 0);
  expect((await totalsOf(caller)).map(({ messages }) => messages)).toEqual([1, 5]);
});

it('counts nothing of a send that is refused', async () => {
  const caller = await makeCaller({ money: 1n });
  expect(await sendMessages(caller.actor, { to: NL, text: 'Hello' })).toMatchObject({ ok: false });
  const { workspaceId } = caller.owner;
  expect(await db().messageTotalChange.count({ where: { workspaceId } })).toBe(0);
});

it('leaves out changes of keys that no longer exist', async () => {
  const { environment } = (await makeCaller()).actor;
  await db().messageTotalChange.create({
    data: {
      ...{ workspaceId: 'ws_gone', apiKeyId: 'key_gone', environment, country: '', day: now() },
      ...{ messages: 1, segments: 1, delivered: 0, failed: 0, refunded: 0, price: 1n },
    },
  });
  expect(await applyMessageChanges()).toBeGreaterThan(0);
  expect(await db().messageTotalChange.count({ where: { workspaceId: 'ws_gone' } })).toBe(0);
});
