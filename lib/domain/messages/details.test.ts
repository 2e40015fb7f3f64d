import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, HOUR, MINUTE, now, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { dispatchMessages } from '@/lib/domain/delivery/dispatch';
import { cancelMessages } from '@/lib/domain/messages/cancel-several';
import { listMessages } from '@/lib/domain/messages/list';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { sendMessages } from '@/lib/domain/messages/send';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { sent } from '@/lib/testing/factories/messages';
import { readMoney } from '@/lib/testing/factories/wallet';

const NL = '+31612345678';
const BE = '+32470123456';
const MONEY = 10_000_000n;

const atOffset = (ms: number) => {
  setClockOffset(ms);
  onTestFinished(() => setClockOffset(0));
};

describe('what a sender says about a message', () => {
  it('is stored, listed, and given to the carrier as far as it concerns it', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const details = { label: 'orders', reference: 'Order 7' };
    const special = { flash: true, userDataHeader: '050003CC0201', validMinutes: 60 };
    const input = { to: NL, text: 'Hello', ...details, ...special };
    const [message] = sent(await sendMessages(actor, input));
    expect(message).toMatchObject(details);
    expect(granted(await listMessages(actor, {})).messages).toMatchObject([details]);
    const { validUntil, createdAt } = await db().message.findFirstOrThrow({ where: { id: message?.id } });
    expect(validUntil).toEqual(new Date(createdAt.getTime() + HOUR));

    const [plain] = sent(await sendMessages(actor, { to: BE, text: 'Hello' }));
    const submitted: object[] = [];
    atOffset(MINUTE);
    await dispatchMessages('sandbox', 100, {
      askAfterMs: null,
      submit: async (outgoing) => {
        submitted.push(outgoing);
        return { outcome: 'accepted' };
      },
    });
    expect(submitted).toContainEqual({
      ...{ id: message?.id, to: NL, from: null, text: 'Hello' },
      ...{ flash: true, userDataHeader: '050003CC0201' },
    });
    expect(submitted).toContainEqual({ id: plain?.id, to: BE, from: null, text: 'Hello' });
  });

  it.each([
    { label: 'a b' },
    { label: 'a'.repeat(101) },
    { label: 'ä' },
    { reference: 'a'.repeat(129) },
    { reference: 'a\u202eb' },
    { userDataHeader: '0' },
    { userDataHeader: 'xx' },
    { validMinutes: 0 },
    { validMinutes: 1.5 },
    { validMinutes: Number.NaN },
    { flash: 'yes' },
  ])('is refused if it is not valid: %o', async (wrong) => {
    const { actor } = await makeCaller({ money: MONEY });
    expect(await sendMessages(actor, { to: NL, text: 'Hello', ...wrong })).toMatchObject({
      refusal: { code: 'INVALID_REQUEST', fields: { [Object.keys(wrong)[0] ?? '']: expect.any(String) } },
    });
  });
});

describe('a text that a number got a moment ago', () => {
  it('is refused to it for so long, also in a race, and nothing is charged', async () => {
    const { actor } = await makeCaller({ money: MONEY });
    const send = (changes: object = {}) =>
      sendMessages(actor, { to: NL, text: 'Hello', repeatAfterSeconds: 180, ...changes });
    const answers = await Promise.all([send(), send(), send()]);
    const codes = answers.map((answer) => ('refusal' in answer ? answer.refusal.code : 'OK'));
    expect(codes.sort()).toEqual(['OK', 'REPEATED_MESSAGE', 'REPEATED_MESSAGE']);
    const before = await readMoney(actor.workspaceId);
    expect(await send({ to: [BE, NL] })).toMatchObject({ refusal: { code: 'REPEATED_MESSAGE' } });
    expect(await readMoney(actor.workspaceId)).toEqual(before);
    for (const other of [{ to: BE }, { text: 'hello' }, { repeatAfterSeconds: undefined }]) {
      expect(await send(other)).toMatchObject({ ok: true });
    }
    atOffset(179 * SECOND);
    expect(await send({ to: BE })).toMatchObject({ refusal: { code: 'REPEATED_MESSAGE' } });
    setClockOffset(200 * SECOND);
    expect(await send({ to: BE })).toMatchObject({ ok: true });
  });

  it('is sent to others: to another workspace, to a canceled one, and to the numbers of the sandbox', async () => {
    const [{ actor }, { actor: other }] = [
      await makeCaller({ money: MONEY }),
      await makeCaller({ money: MONEY }),
    ];
    const hello = { to: NL, text: 'Hello', repeatAfterSeconds: 180 };
    const [message] = sent(await sendMessages(actor, hello));
    expect(await sendMessages(other, hello)).toMatchObject({ ok: true });
    granted(await cancelMessages(actor, { ids: [message?.id] }));
    expect(await sendMessages(actor, hello)).toMatchObject({ ok: true });
    for (const _ of [1, 2]) {
      expect(await sendMessages(actor, { ...hello, to: MAGIC_NUMBERS.delivered })).toMatchObject({
        ok: true,
      });
    }
  });
});

it('lists messages by ids, and leaves out the newest', async () => {
  const { actor } = await makeCaller({ money: MONEY });
  const { actor: stranger } = await makeCaller({ money: MONEY });
  const ids: string[] = [];
  for (const text of ['One', 'Two', 'Three']) {
    ids.push(...sent(await sendMessages(actor, { to: NL, text })).map(({ id }) => id));
    setClockOffset(ids.length * MINUTE);
  }
  atOffset(ids.length * MINUTE);
  const textsOf = async (input: object, by = actor) =>
    granted(await listMessages(by, input)).messages.map(({ text }) => text);
  expect(await textsOf({ ids: ids.slice(0, 2) })).toEqual(['Two', 'One']);
  expect(await textsOf({ ids: [] })).toEqual([]);
  expect(await textsOf({ ids }, stranger)).toEqual([]);
  expect(await textsOf({ offset: 1, limit: '1' })).toEqual(['Two']);
  for (const wrong of [{ offset: -1 }, { offset: Number.NaN }, { ids: Array(101).fill('x') }]) {
    expect(await listMessages(actor, wrong)).toMatchObject({ refusal: { code: 'INVALID_REQUEST' } });
  }
});

it('cancels several messages and refunds them, and leaves out those of others', async () => {
  const { actor } = await makeCaller({ money: MONEY });
  const { actor: stranger } = await makeCaller({ money: MONEY });
  const at = new Date(now().getTime() + DAY).toISOString();
  const ids = sent(await sendMessages(actor, { to: [NL, BE], text: 'Hello', at })).map(({ id }) => id);
  expect(granted(await cancelMessages(stranger, { ids }))).toEqual({ canceled: [] });
  const several = [...ids, ids[0], 'msg_none'];
  expect(granted(await cancelMessages(actor, { ids: several }))).toEqual({ canceled: ids });
  expect(granted(await cancelMessages(actor, { ids }))).toEqual({ canceled: [] });
  expect(await readMoney(actor.workspaceId)).toMatchObject({ sandbox: { balance: MONEY, ledger: MONEY } });
});
