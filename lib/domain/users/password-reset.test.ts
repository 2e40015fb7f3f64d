import { describe, expect, it } from 'vitest';
import { HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { readPasswordReset } from '@/lib/domain/users/read-password-reset';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import {
  makeAccount,
  makeEmail,
  makeGuest,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailedTokens, mailsTo } from '@/lib/testing/factories/mails';

const INVALID_LINK = { ok: false, refusal: { code: 'INVALID_LINK' } };
const THIRD_PASSWORD = 'a third and different phrase';

async function requestToken(email: string): Promise<string> {
  granted(await requestPasswordReset(makeGuest(), { email }));
  const [token] = await mailedTokens(email);
  if (!token) throw new Error('No link was mailed.');
  return token;
}

/** The token of a fresh link to somebody who has proven their address. */
const provenToken = async () => requestToken((await makeAccount({ verified: true })).email);

const reset = (token: string, password = OTHER_PASSWORD, more: object = {}) =>
  resetPassword(makeGuest(), { token, password, ...more });

describe('requestPasswordReset', () => {
  it('gives the same response for known and unknown addresses, and emails both', async () => {
    const { email } = await makeAccount({ verified: true });
    const unknown = makeEmail();
    expect(await requestPasswordReset(makeGuest(), { email: unknown })).toEqual(
      await requestPasswordReset(makeGuest(), { email }),
    );
    expect((await mailsTo(email))[0]?.subject).toBe('Choose a new password');
    expect((await mailsTo(unknown))[0]?.subject).toBe('There is no Keydesk account for this address');
    expect(await mailedTokens(unknown)).toEqual([]);
  });

  it('writes one row and looks nothing up before the response', async () => {
    const { id, email } = await makeAccount({ verified: true });
    granted(await requestPasswordReset(makeGuest(), { email }));
    expect(await db().mailRequest.findMany({ where: { email, kind: 'passwordReset' } })).toHaveLength(1);
    expect(await db().oneTimeToken.count({ where: { userId: id, purpose: 'resetPassword' } })).toBe(0);
    expect(await mailedTokens(email)).toHaveLength(1);
    expect(await db().mailRequest.count({ where: { email } })).toBe(0);
    const event = { action: 'user.request_password_reset', targetId: id };
    expect(await db().auditEvent.count({ where: event })).toBe(1);
  });

  it('throttles a network, for known and unknown addresses, but no other network', async () => {
    for (const email of [(await makeAccount()).email, makeEmail()]) {
      const stranger = makeGuest();
      for (let n = 0; n < 6; n++) granted(await requestPasswordReset(stranger, { email }));
      expect(await requestPasswordReset(stranger, { email })).toMatchObject({
        ok: false,
        refusal: { code: 'TOO_MANY_ATTEMPTS' },
      });
      expect((await requestPasswordReset(makeGuest(), { email })).ok).toBe(true);
    }
  });

  it('emails an address, known or not, at most ten times an hour, and each link works', async () => {
    for (const email of [(await makeAccount({ verified: true })).email, makeEmail()]) {
      const first = await requestToken(email).catch(() => null);
      for (let n = 0; n < 15; n++) granted(await requestPasswordReset(makeGuest(), { email }));
      expect(await mailsTo(email)).toHaveLength(10);
      if (first) expect((await reset(first)).ok).toBe(true);
    }
  });

  it('is not limited by mails of another kind', async () => {
    const { email } = await makeAccount();
    for (let n = 0; n < 12; n++) await makeAccount({ email, password: `${PASSWORD} ${n}` });
    expect(await mailsTo(email)).toHaveLength(10);
    expect(await requestToken(email)).toMatch(/^\w{43}$/);
  });

  it('emails the user who confirmed the address, and no other who claims it', async () => {
    const owner = await makeAccount({ verified: true });
    const claim = await makeAccount({ email: owner.email, password: OTHER_PASSWORD });
    const token = await requestToken(owner.email);
    const { accounts } = granted(await readPasswordReset(SYSTEM, { token }));
    expect(accounts.map(({ id }) => id)).toEqual([owner.id]);
    expect(await reset(token, THIRD_PASSWORD, { account: claim.id })).toMatchObject({
      refusal: { fields: { account: expect.any(String) } },
    });
  });

  it('stores only a hash of the token', async () => {
    const { id, email } = await makeAccount();
    const token = await requestToken(email);
    const row = await db().oneTimeToken.findFirstOrThrow({ where: { userId: id, purpose: 'resetPassword' } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.hash).toHaveLength(32);
  });
});

describe('resetPassword', () => {
  it('sets the new password and ends every session', async () => {
    const { id, email } = await makeAccount({ verified: true });
    const sessions = [await makeSession(email), await makeSession(email)];
    expect((await reset(await requestToken(email))).ok).toBe(true);
    for (const session of sessions) expect(await resolveSession(session, null)).toBeNull();
    expect((await signIn(makeGuest(), { email, password: OTHER_PASSWORD })).ok).toBe(true);
    expect((await signIn(makeGuest(), { email, password: PASSWORD })).ok).toBe(false);
    const event = await db().auditEvent.findFirst({ where: { action: 'user.reset_password', targetId: id } });
    expect(event?.detail).toEqual({ sessionsEnded: 2 });
  });

  it('works for exactly one of many parallel uses, of one link or of several', async () => {
    const { email } = await makeAccount({ verified: true });
    const tokens = [await requestToken(email), await requestToken(email)];
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) => reset(tokens[n % 2] ?? '', `${OTHER_PASSWORD} ${n}`)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result).toMatchObject(INVALID_LINK);
  });

  it('does not work twice', async () => {
    const token = await provenToken();
    expect((await reset(token)).ok).toBe(true);
    expect(await reset(token, PASSWORD)).toMatchObject(INVALID_LINK);
    expect(await readPasswordReset(SYSTEM, { token })).toMatchObject(INVALID_LINK);
  });

  it('works for an hour', async () => {
    const token = await provenToken();
    setClockOffset(HOUR);
    expect(await reset(token)).toMatchObject(INVALID_LINK);
    setClockOffset(HOUR - 5_000);
    expect((await reset(token)).ok).toBe(true);
  });

  it('works with an earlier link after somebody asked for another one', async () => {
    const { email } = await makeAccount({ verified: true });
    const first = await requestToken(email);
    const latest = await requestToken(email);
    expect((await reset(first)).ok).toBe(true);
    expect(await reset(latest, THIRD_PASSWORD)).toMatchObject(INVALID_LINK);
  });

  it('keeps the link valid after a weak password', async () => {
    const token = await provenToken();
    expect(await reset(token, 'passwordpassword')).toMatchObject({
      ok: false,
      refusal: { code: 'INVALID_REQUEST', fields: { password: expect.any(String) } },
    });
    expect((await reset(token)).ok).toBe(true);
  });

  it('keeps the link valid after the password of another account that claims the address', async () => {
    const { email } = await makeAccount({ verified: true });
    await makeAccount({ email, password: OTHER_PASSWORD });
    const token = await requestToken(email);
    expect(await reset(token)).toMatchObject({
      refusal: { fields: { password: 'Choose another password.' } },
    });
    expect((await reset(token, THIRD_PASSWORD)).ok).toBe(true);
  });

  it('refuses a claim once another user has verified the address', async () => {
    const claim = await makeAccount();
    const token = await requestToken(claim.email);
    await makeAccount({ email: claim.email, password: OTHER_PASSWORD, verified: true });
    const names = { name: 'Ada', workspaceName: 'Engines' };
    expect(await reset(token, THIRD_PASSWORD, names)).toMatchObject(INVALID_LINK);
  });

  it.each(['', 'nonsense', 'A'.repeat(43)])('refuses the token %j', async (token) => {
    expect(await reset(token)).toMatchObject(INVALID_LINK);
    expect(await readPasswordReset(SYSTEM, { token })).toMatchObject(INVALID_LINK);
  });

  it('refuses a token for another purpose', async () => {
    const { email } = await makeAccount();
    const [token = ''] = await mailedTokens(email);
    expect(await reset(token)).toMatchObject(INVALID_LINK);
  });
});
