import { describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';
import { verifyEmail } from '@/lib/domain/users/verify-email';
import { makeAccount, makeSession, makeVisitor, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/accounts';
import { mailedTokens, mailsTo } from '@/lib/testing/mails';

const INVALID_LINK = { ok: false, refusal: { code: 'INVALID_LINK' } };

const verify = (token: string | undefined) => verifyEmail(makeVisitor(), { token });

async function actorOf(email: string, password = PASSWORD): Promise<MemberActor> {
  const session = await resolveSession(await makeSession(email, password), null);
  if (session?.kind !== 'member') throw new Error('Not signed in.');
  return session.actor;
}

describe('verifyEmail', () => {
  it('verifies the address from the next request on, and audits it', async () => {
    const { id, email } = await makeAccount();
    expect((await actorOf(email)).emailVerified).toBe(false);
    const [token] = await mailedTokens(email);
    expect(await verify(token)).toEqual({ ok: true, value: { email } });
    expect((await actorOf(email)).emailVerified).toBe(true);
    const { workspaceId } = await db().membership.findFirstOrThrow({ where: { userId: id } });
    expect(
      await db().auditEvent.count({ where: { action: 'user.verify_email', targetId: id, workspaceId } }),
    ).toBe(1);
  });

  it('works for exactly one of many parallel uses', async () => {
    const { email } = await makeAccount();
    const [token] = await mailedTokens(email);
    const results = await Promise.all(Array.from({ length: 8 }, () => verify(token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('works for a day', async () => {
    const [token] = await mailedTokens((await makeAccount()).email);
    setClockOffset(DAY);
    expect(await verify(token)).toMatchObject(INVALID_LINK);
    setClockOffset(DAY - 5_000);
    expect((await verify(token)).ok).toBe(true);
  });

  it('lets one of several claims win, whichever confirms first, even at the same moment', async () => {
    const { email } = await makeAccount();
    const [first] = await mailedTokens(email);
    await makeAccount({ email, password: OTHER_PASSWORD });
    const [second] = await mailedTokens(email);
    const results = await Promise.all([verify(first), verify(second)]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().user.count({ where: { email, emailVerifiedAt: { not: null } } })).toBe(1);
  });

  it.each([undefined, '', 'A'.repeat(43)])('refuses the token %j', async (token) => {
    expect(await verify(token)).toMatchObject(INVALID_LINK);
  });
});

describe('requestEmailVerification', () => {
  it('mails a new link that voids the old one', async () => {
    const { email } = await makeAccount();
    const [old] = await mailedTokens(email);
    expect(await requestEmailVerification(await actorOf(email))).toEqual({ ok: true, value: null });
    const [latest] = await mailedTokens(email);
    expect(await verify(old)).toMatchObject(INVALID_LINK);
    expect((await verify(latest)).ok).toBe(true);
  });

  it('answers alike, but mails no link, when the address is another user’s', async () => {
    const owner = await makeAccount({ verified: true });
    await makeAccount({ email: owner.email, password: OTHER_PASSWORD });
    expect(await requestEmailVerification(await actorOf(owner.email, OTHER_PASSWORD))).toEqual({
      ok: true,
      value: null,
    });
    expect((await mailsTo(owner.email))[0]?.text).not.toContain('token=');
  });

  it('refuses when there is nothing to confirm', async () => {
    const { email } = await makeAccount({ verified: true });
    expect(await requestEmailVerification(await actorOf(email))).toMatchObject({
      ok: false,
      refusal: { code: 'CONFLICT' },
    });
  });

  it('is throttled', async () => {
    const actor = await actorOf((await makeAccount()).email);
    for (let n = 0; n < 6; n++) await requestEmailVerification(actor);
    expect(await requestEmailVerification(actor)).toMatchObject({
      ok: false,
      refusal: { code: 'TOO_MANY_ATTEMPTS' },
    });
  });
});
