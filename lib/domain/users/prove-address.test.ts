import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { beginEmailChange } from '@/lib/domain/own-account/begin-email-change';
import { confirmEmailChange } from '@/lib/domain/own-account/confirm-email-change';
import { signIn } from '@/lib/domain/users/sign-in';
import { verifyEmail } from '@/lib/domain/users/verify-email';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeGuest,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailedTokens, mailsTo } from '@/lib/testing/factories/mails';

const NOT_VERIFIED = { ok: false, refusal: { code: 'EMAIL_NOT_VERIFIED' } };

let account: Awaited<ReturnType<typeof makeAccount>>;

beforeEach(async () => {
  account = await makeAccount();
});

const enter = (linkToken?: string, password = PASSWORD) =>
  signIn(makeGuest(), { email: account.email, password, linkToken });

describe('the password of an account whose address is not confirmed', () => {
  it('opens the account only together with an emailed link, which is not used up', async () => {
    expect(await enter()).toMatchObject(NOT_VERIFIED);
    const [token = ''] = await mailedTokens(account.email);
    const { sessionId, userId } = granted(await enter(token));
    expect(userId).toBe(account.id);
    expect((await verifyEmail(await actorOf(sessionId), { token })).ok).toBe(true);
    expect((await enter()).ok, 'after the address is confirmed').toBe(true);
  });

  it('is followed by another email, in every case but a wrong password', async () => {
    const sent = async () => (await mailsTo(account.email)).length;
    const before = await sent();
    expect(await enter(undefined, OTHER_PASSWORD)).toMatchObject({
      refusal: { code: 'INVALID_CREDENTIALS' },
    });
    expect(await sent()).toBe(before);
    await enter();
    expect(await sent()).toBe(before + 1);
  });

  it('sends only so many emails', async () => {
    const guest = makeGuest();
    for (let n = 0; n < 12; n++) {
      expect(await signIn(guest, { email: account.email, password: PASSWORD })).toMatchObject(NOT_VERIFIED);
    }
    expect((await mailsTo(account.email)).length).toBeLessThanOrEqual(8);
  });

  it('needs a link that is valid and for its address', async () => {
    const other = await makeAccount();
    const [foreign = ''] = await mailedTokens(other.email);
    const [own = ''] = await mailedTokens(account.email);
    expect(await enter(foreign)).toMatchObject(NOT_VERIFIED);
    expect(await enter('A'.repeat(43))).toMatchObject(NOT_VERIFIED);
    setClockOffset(DAY);
    expect(await enter(own)).toMatchObject(NOT_VERIFIED);
  });

  it('is not enough with a password that is wrong', async () => {
    const [token = ''] = await mailedTokens(account.email);
    expect(await enter(token, OTHER_PASSWORD)).toMatchObject({ refusal: { code: 'INVALID_CREDENTIALS' } });
  });

  it('opens the account with a link to the address that it changes to', async () => {
    const actor = await actorOf(account.sessionId);
    const email = makeEmail();
    granted(await beginEmailChange(actor, { email, password: PASSWORD }));
    const [token = ''] = await mailedTokens(email);
    const { sessionId } = granted(await enter(token));
    granted(await confirmEmailChange(await actorOf(sessionId), { token }));
    expect(await db().user.findUnique({ where: { id: account.id } })).toMatchObject({ email });
  });
});
