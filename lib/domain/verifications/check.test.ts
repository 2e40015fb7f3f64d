import { describe, expect, it } from 'vitest';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { MAGIC_NUMBERS } from '@/lib/domain/messages/magic-numbers';
import { checkVerification } from '@/lib/domain/verifications/check';
import { RECIPIENT_HOURLY } from '@/lib/domain/verifications/limit-starts';
import { readVerification } from '@/lib/domain/verifications/read';
import { startVerification } from '@/lib/domain/verifications/start';
import { granted } from '@/lib/testing/factories/api-keys';
import {
  check,
  mailedCode,
  makeLive,
  makeSandbox,
  newEmail,
  otherThan,
  start,
} from '@/lib/testing/factories/verifications';

describe('a check', () => {
  it('gives the same answer for a code that is wrong, used, replaced, expired or of nobody', async () => {
    const actor = await makeLive();
    const email = newEmail();
    expect(await check(actor, { email, code: '123456' })).toBe(false);
    const replaced = await start(actor, { email });
    const oldCode = await mailedCode(email);
    const { id } = await start(actor, { email });
    const code = await mailedCode(email);
    expect(await check(actor, { id: replaced.id, code: oldCode })).toBe(false);
    if (oldCode !== code) expect(await check(actor, { email, code: oldCode })).toBe(false);
    expect(await check(actor, { id, code: otherThan(code) })).toBe(false);
    expect(await check(actor, { id, code: 'not a code' })).toBe(false);
    expect(await check(actor, { email, code })).toBe(true);
    expect(await check(actor, { email, code })).toBe(false);
    expect(await check(actor, { id, code })).toBe(false);

    const short = await start(actor, { email, expiresInMinutes: 1 });
    const lastCode = await mailedCode(email);
    setClockOffset(MINUTE);
    expect(await check(actor, { id: short.id, code: lastCode })).toBe(false);
    const statuses = await Promise.all(
      [replaced.id, id, short.id].map((each) => readVerification(actor, { id: each })),
    );
    expect(statuses.map((result) => granted(result).status)).toEqual(['replaced', 'verified', 'expired']);
  });

  it('counts exactly five attempts when many arrive at once', async () => {
    const actor = await makeLive();
    const email = newEmail();
    const { id } = await start(actor, { email });
    const code = await mailedCode(email);
    const wrong = Array.from({ length: 12 }, () => check(actor, { id, code: otherThan(code) }));
    expect(new Set(await Promise.all(wrong))).toEqual(new Set([false]));
    expect(granted(await readVerification(actor, { id }))).toMatchObject({ status: 'failed', attempts: 5 });
    expect(await check(actor, { id, code })).toBe(false);
  });

  it('accepts a code once when it arrives many times at once', async () => {
    const actor = await makeLive();
    const email = newEmail();
    await start(actor, { email });
    const code = await mailedCode(email);
    const answers = await Promise.all(Array.from({ length: 8 }, () => check(actor, { email, code })));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('keeps the codes of purposes apart', async () => {
    const actor = await makeLive();
    const email = newEmail();
    await start(actor, { email, purpose: 'sign-in' });
    const signIn = await mailedCode(email);
    await start(actor, { email, purpose: 'payment', codeLength: 7 });
    const payment = await mailedCode(email);
    expect(await check(actor, { email, purpose: 'payment', code: signIn })).toBe(false);
    expect(await check(actor, { email, purpose: 'sign-in', code: signIn })).toBe(true);
    expect(await check(actor, { email, code: payment })).toBe(true);
  });

  it('accepts the open code of any purpose, and counts the attempt for each of them', async () => {
    const actor = await makeLive();
    const email = newEmail();
    const signIn = await start(actor, { email, purpose: 'sign-in' });
    const code = await mailedCode(email);
    const payment = await start(actor, { email, purpose: 'payment', codeLength: 7 });
    expect(await check(actor, { email, code: otherThan(code) })).toBe(false);
    expect(await check(actor, { email, code })).toBe(true);
    expect(await check(actor, { email, code })).toBe(false);
    const read = async (id: string) => granted(await readVerification(actor, { id }));
    expect(await read(signIn.id)).toMatchObject({ status: 'verified', attempts: 2 });
    expect(await read(payment.id)).toMatchObject({ status: 'pending', attempts: 3 });
  });

  it('finds nothing of another workspace or environment', async () => {
    const [actor, stranger] = [await makeLive(), await makeLive()];
    const email = newEmail();
    const { id } = await start(actor, { email });
    const code = await mailedCode(email);
    const sandbox = { ...actor, environment: 'sandbox' as const };
    for (const other of [stranger, sandbox]) {
      for (const result of [
        await checkVerification(other, { id, code }),
        await readVerification(other, { id }),
      ]) {
        expect(result).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
      }
      expect(await check(other, { email, code })).toBe(false);
    }
    expect(granted(await readVerification(actor, { id }))).toMatchObject({ attempts: 0 });
    expect(await check(actor, { id, code })).toBe(true);
  });
});

describe('in the sandbox', () => {
  it('a documented number always gets the documented code, and nothing is sent or limited', async () => {
    const actor = await makeSandbox();
    for (let n = 0; n <= RECIPIENT_HOURLY.codes; n++) {
      const { id, messageId } = await start(actor, { to: MAGIC_NUMBERS.delivered });
      expect((await db().message.findFirstOrThrow({ where: { id: messageId ?? '' } })).sealedText).toBeNull();
      expect(await check(actor, { id, code: '123456' })).toBe(true);
    }
    const email = 'delivered@example.com';
    await start(actor, { email, codeLength: 4 });
    expect(await check(actor, { email, code: '1234' })).toBe(true);
    expect(await db().mail.count({ where: { recipient: email } })).toBe(0);
  });

  it('other numbers behave as the simulator says', async () => {
    const actor = await makeSandbox();
    for (const [to, code] of [
      [MAGIC_NUMBERS.insufficientBalance, 'INSUFFICIENT_BALANCE'],
      [MAGIC_NUMBERS.senderNotApproved, 'SENDER_NOT_APPROVED'],
      [MAGIC_NUMBERS.rateLimited, 'RATE_LIMITED'],
    ]) {
      expect(await startVerification(actor, { to })).toMatchObject({ refusal: { code } });
    }
    await start(actor, { to: MAGIC_NUMBERS.undelivered, codeLength: 10 });
    expect(await check(actor, { to: MAGIC_NUMBERS.undelivered, code: '1234567890' })).toBe(false);
  });
});
