import { describe, expect, it } from 'vitest';
import { MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { choosePassword } from '@/lib/domain/staff/choose-password';
import { createStaff } from '@/lib/domain/staff/create';
import { issueToken } from '@/lib/domain/users/one-time-token';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import { actorOf, makeEmail, makeGuest, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailsTo } from '@/lib/testing/factories/mails';
import { codeOf } from '@/lib/testing/factories/results';
import { appCodeOf, turnOnSecondFactor } from '@/lib/testing/factories/second-factor';

describe('staff', () => {
  async function newStaff() {
    const address = makeEmail();
    const { password, id } = granted(
      await createStaff(SYSTEM, { email: address, name: 'Grace', role: 'support', team: 'Care' }),
    );
    const { sessionId } = granted(await signIn(makeGuest(), { email: address, password }));
    return { address, id, sessionId, grace: await actorOf(sessionId) };
  }
  const isReady = async (sessionId: string) => Object(await resolveSession(sessionId, null)).ready;

  it('are ready after they have a password of their own and a second factor', async () => {
    const { address, sessionId, grace } = await newStaff();
    expect(await isReady(sessionId)).toBe(false);
    granted(await choosePassword(grace, { password: PASSWORD }));
    expect(await isReady(sessionId)).toBe(false);
    const again = granted(await signIn(makeGuest(), { email: address, password: PASSWORD }));
    expect(await isReady(again.sessionId), 'a password alone is not enough').toBe(false);
    const factor = await turnOnSecondFactor(grace);
    expect(await isReady(sessionId)).toBe(true);
    expect(await isReady(again.sessionId)).toBeUndefined();
    expect(codeOf(await signIn(makeGuest(), { email: address, password: PASSWORD }))).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
    setClockOffset(3 * MINUTE);
    const code = appCodeOf(factor.secret);
    const third = granted(await signIn(makeGuest(), { email: address, password: PASSWORD, code }));
    expect(await isReady(third.sessionId)).toBe(true);
  });

  it('choose a password once, and not a weak one', async () => {
    const { grace } = await newStaff();
    expect(codeOf(await choosePassword(grace, { password: 'keydesk-keydesk' }))).toBe('INVALID_REQUEST');
    granted(await choosePassword(grace, { password: PASSWORD }));
    expect(codeOf(await choosePassword(grace, { password: OTHER_PASSWORD }))).toBe('CONFLICT');
  });

  it('never turn their second factor off', async () => {
    const { grace } = await newStaff();
    granted(await choosePassword(grace, { password: PASSWORD }));
    const { recoveryCodes: codes } = await turnOnSecondFactor(grace);
    expect(codeOf(await turnOffSecondFactor(grace, { password: PASSWORD, code: codes[0] }))).toBe(
      'FORBIDDEN',
    );
  });

  it('cannot sign in with an emailed link without a second factor, and need it afterwards', async () => {
    const { address, id, grace } = await newStaff();
    const links = async () => {
      await mailsTo(address);
      return db().oneTimeToken.count({ where: { userId: id } });
    };
    granted(await requestPasswordReset(makeGuest(), { email: address }));
    expect(await links()).toBe(0);
    granted(await choosePassword(grace, { password: PASSWORD }));
    await turnOnSecondFactor(grace);
    granted(await requestPasswordReset(makeGuest(), { email: address }));
    expect(await links()).toBe(1);
    const token = await db().$transaction((tx) => issueToken(tx, id, 'resetPassword'));
    granted(await resetPassword(makeGuest(), { token, password: OTHER_PASSWORD }));
    expect(codeOf(await signIn(makeGuest(), { email: address, password: OTHER_PASSWORD }))).toBe(
      'SECOND_FACTOR_REQUIRED',
    );
  });
});
