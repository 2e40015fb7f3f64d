import { describe, expect, it } from 'vitest';
import { HOUR, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import {
  makeAccount,
  makeEmail,
  makeSession,
  makeVisitor,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/accounts';
import { mailedTokens, mailsTo } from '@/lib/testing/mails';

const INVALID_LINK = { ok: false, refusal: { code: 'INVALID_LINK' } };

async function requestToken(email: string): Promise<string> {
  await requestPasswordReset(makeVisitor(), { email });
  const [token] = await mailedTokens(email);
  if (!token) throw new Error('No link was mailed.');
  return token;
}

const reset = (token: string, password = OTHER_PASSWORD) => resetPassword(makeVisitor(), { token, password });

describe('requestPasswordReset', () => {
  it('answers alike for known and unknown addresses, and mails both', async () => {
    const { email } = await makeAccount({ verified: true });
    const unknown = makeEmail();
    expect(await requestPasswordReset(makeVisitor(), { email: unknown })).toEqual(
      await requestPasswordReset(makeVisitor(), { email }),
    );
    expect((await mailsTo(email))[0]?.subject).toBe('Choose a new password');
    expect((await mailsTo(unknown))[0]?.subject).toBe('There is no Keydesk account for this address');
    expect(await mailedTokens(unknown)).toEqual([]);
  });

  it('throttles an address, known or not, wherever the requests come from', async () => {
    for (const email of [(await makeAccount()).email, makeEmail()]) {
      for (let n = 0; n < 6; n++) {
        expect((await requestPasswordReset(makeVisitor(), { email })).ok).toBe(true);
      }
      expect(await requestPasswordReset(makeVisitor(), { email })).toMatchObject({
        ok: false,
        refusal: { code: 'TOO_MANY_ATTEMPTS' },
      });
    }
  });

  it('writes to who verified the address, and to no other who claims it', async () => {
    const owner = await makeAccount({ verified: true });
    const claim = await makeAccount({ email: owner.email, password: OTHER_PASSWORD });
    await requestPasswordReset(makeVisitor(), { email: owner.email });
    const tokens = await db().oneTimeToken.findMany({ where: { purpose: 'resetPassword' } });
    expect(tokens.some(({ userId }) => userId === owner.id)).toBe(true);
    expect(tokens.some(({ userId }) => userId === claim.id)).toBe(false);
  });

  it('offers each claim its link as long as nobody has verified the address', async () => {
    const { email } = await makeAccount();
    await makeAccount({ email, password: OTHER_PASSWORD });
    await requestPasswordReset(makeVisitor(), { email });
    expect(await mailedTokens(email)).toHaveLength(2);
  });

  it('keeps a hash of the token only', async () => {
    const { id, email } = await makeAccount();
    const token = await requestToken(email);
    const row = await db().oneTimeToken.findFirstOrThrow({ where: { userId: id, purpose: 'resetPassword' } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.hash).toHaveLength(32);
  });
});

describe('resetPassword', () => {
  it('sets the new password, verifies the address and ends every session', async () => {
    const { id, email } = await makeAccount();
    const sessions = [await makeSession(email), await makeSession(email)];
    expect(await reset(await requestToken(email))).toEqual({ ok: true, value: null });
    for (const session of sessions) expect(await resolveSession(session, null)).toBeNull();
    expect((await signIn(makeVisitor(), { email, password: OTHER_PASSWORD })).ok).toBe(true);
    expect((await signIn(makeVisitor(), { email, password: PASSWORD })).ok).toBe(false);
    const user = await db().user.findUniqueOrThrow({ where: { id } });
    expect(user.emailVerifiedAt).toBeInstanceOf(Date);
    const event = await db().auditEvent.findFirst({ where: { action: 'user.reset_password', targetId: id } });
    expect(event?.detail).toEqual({ sessionsEnded: 2 });
  });

  it('works for exactly one of many parallel uses', async () => {
    const { email } = await makeAccount();
    const token = await requestToken(email);
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, n) => reset(token, `${OTHER_PASSWORD} ${n}`)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result).toMatchObject(INVALID_LINK);
  });

  it('does not work twice', async () => {
    const token = await requestToken((await makeAccount()).email);
    expect((await reset(token)).ok).toBe(true);
    expect(await reset(token, PASSWORD)).toMatchObject(INVALID_LINK);
  });

  it('works for an hour', async () => {
    const token = await requestToken((await makeAccount()).email);
    setClockOffset(HOUR);
    expect(await reset(token)).toMatchObject(INVALID_LINK);
    setClockOffset(HOUR - 5_000);
    expect((await reset(token)).ok).toBe(true);
  });

  it('works with the latest link only', async () => {
    const { email } = await makeAccount();
    const older = await requestToken(email);
    const latest = await requestToken(email);
    expect(await reset(older)).toMatchObject(INVALID_LINK);
    expect((await reset(latest)).ok).toBe(true);
  });

  it('leaves the link usable after a weak password', async () => {
    const token = await requestToken((await makeAccount()).email);
    expect(await reset(token, 'passwordpassword')).toMatchObject({
      ok: false,
      refusal: { code: 'INVALID_REQUEST', fields: { password: expect.any(String) } },
    });
    expect((await reset(token)).ok).toBe(true);
  });

  it('lets the owner in again after attempts on the account were throttled', async () => {
    const { email } = await makeAccount();
    for (let n = 0; n < 8; n++) await signIn(makeVisitor(), { email, password: 'not the right one, this' });
    expect((await reset(await requestToken(email))).ok).toBe(true);
    expect((await signIn(makeVisitor(), { email, password: OTHER_PASSWORD })).ok).toBe(true);
  });

  it('refuses a claim once another user has verified the address', async () => {
    const claim = await makeAccount();
    const token = await requestToken(claim.email);
    await makeAccount({ email: claim.email, password: OTHER_PASSWORD, verified: true });
    expect(await reset(token, 'a third and different phrase')).toMatchObject(INVALID_LINK);
  });

  it.each(['', 'nonsense', 'A'.repeat(43)])('refuses the token %j', async (token) => {
    expect(await reset(token)).toMatchObject(INVALID_LINK);
  });

  it('does not take a token that was made for something else', async () => {
    const { email } = await makeAccount();
    const [token = ''] = await mailedTokens(email);
    expect(await reset(token)).toMatchObject(INVALID_LINK);
  });
});
