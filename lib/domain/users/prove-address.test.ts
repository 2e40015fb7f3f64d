import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { createInvitation } from '@/lib/domain/invitations/create';
import { beginEmailChange } from '@/lib/domain/own-account/begin-email-change';
import { confirmEmailChange } from '@/lib/domain/own-account/confirm-email-change';
import { beginPasskey } from '@/lib/domain/passkey-settings/begin';
import { startPayment } from '@/lib/domain/payments/start';
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
import { makeMember } from '@/lib/testing/factories/members';

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

  it('opens the account with a link to an invitation', async () => {
    const email = account.email;
    granted(await createInvitation(await makeMember('admin'), { email, role: 'viewer' }));
    const [token = ''] = await mailedTokens(email);
    expect(granted(await enter(token)).userId).toBe(account.id);
  });

  it('does not open the account when another one has confirmed the address that it changes to', async () => {
    const other = await makeAccount({ verified: true });
    const actor = await actorOf(account.sessionId);
    granted(await beginEmailChange(actor, { email: makeEmail(), password: PASSWORD }));
    const { email } = await db().emailChange.findUniqueOrThrow({ where: { userId: account.id } });
    const [token = ''] = await mailedTokens(email);
    await db().user.update({ where: { id: other.id }, data: { email } });
    expect(await enter(token)).toMatchObject(NOT_VERIFIED);
  });

  it('adds no passkey and no money', async () => {
    const actor = await actorOf(account.sessionId);
    expect(await beginPasskey(actor, { password: PASSWORD })).toMatchObject(NOT_VERIFIED);
    expect(await startPayment(actor, { amount: '20' })).toMatchObject(NOT_VERIFIED);
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
