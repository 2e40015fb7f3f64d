import { expect, it } from 'vitest';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { getMessage } from '@/lib/domain/messages/get';
import { sendMessages } from '@/lib/domain/messages/send';
import { withIds } from '@/lib/domain/messages/with-ids';
import { newId, newIdAt, timesOfIds } from '@/lib/ids';
import { makeCaller } from '@/lib/testing/factories/callers';
import { sent } from '@/lib/testing/factories/messages';

const numbers = ['+31612345678', '+31612345679'];

it('gives messages ids that tell when they were created', async () => {
  const { actor } = await makeCaller({ money: 1_000_000n });
  for (const { id, createdAt } of sent(await sendMessages(actor, { to: numbers, text: 'Hello' }))) {
    expect(timesOfIds([id])).toEqual({ first: createdAt, last: createdAt });
    expect(await getMessage(actor, { id })).toMatchObject({ value: { id, createdAt } });
  }
});

it('finds messages by new ids and by those from before ids had a time', async () => {
  const { actor } = await makeCaller({ money: 1_000_000n });
  const [message] = sent(await sendMessages(actor, { to: numbers, text: 'Hello' }));
  const row = await db().message.findFirstOrThrow({ where: withIds([message?.id ?? '']) });
  const createdAt = new Date(now().getTime() - 100 * DAY);
  const ids = [newId('msg'), newIdAt('msg', createdAt)];
  for (const id of ids) await db().message.create({ data: { ...row, id, createdAt } });
  for (const id of [...ids, row.id]) {
    expect(await getMessage(actor, { id })).toMatchObject({ ok: true, value: { id } });
  }
  expect(await db().message.count({ where: withIds([...ids, row.id]) })).toBe(3);
});

it('finds none with an id of another time', async () => {
  const { actor } = await makeCaller({ money: 1_000_000n });
  for (const time of [now(), new Date(0), new Date('9999-12-31T23:59:59.999Z')]) {
    expect(await getMessage(actor, { id: newIdAt('msg', time) })).toMatchObject({
      refusal: { code: 'NOT_FOUND' },
    });
  }
});
