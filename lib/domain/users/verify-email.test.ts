import { describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { requestEmailVerification } from '@/lib/domain/users/request-email-verification';
import { verifyEmail } from '@/lib/domain/users/verify-email';
import { makeAccount, makeSession, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { mailedTokens, mailsTo } from '@/lib/testing/factories/mails';

const INVALID_LINK = { ok: false, refusal: { code: 'INVALID_LINK' } };

const verify = (actor: MemberActor, token: string | undefined) => verifyEmail(actor, { token });

async function memberOf(sessionId: string): Promise<MemberActor> {
  const session = await resolveSession(sessionId, null);
  if (session?.kind !== 'member') throw new Error('Not signed in.');
  return session.actor;
}

const actorOf = async (email: string, password = PASSWORD) => memberOf(await makeSession(email, password));

/** Somebody who claims an address, signed in, and the token that was mailed for it. */
async function makeClaim(options: { email?: string; password?: string } = {}) {
  const { id, email } = await makeAccount(options);
  const [token = ''] = await mailedTokens(email);
  return { id, email, token, actor: await actorOf(email, options.password) };
}

const isVerified = async (id: string) =>
  (await db().user.findUniqueOrThrow({ where: { id } })).emailVerifiedAt !== null;

describe('verifyEmail', () => {
  it('confirms the address from the next request, and audits it', async () => {
    const { id, email, token, actor } = await makeClaim();
    expect(actor.emailVerified).toBe(false);
    expect(await verify(actor, token)).toEqual({ ok: true, value: { email } });
    expect((await actorOf(email)).emailVerified).toBe(true);
    const { workspaceId } = actor;
    expect(
      await db().auditEvent.findMany({ where: { action: 'user.verify_email', targetId: id, workspaceId } }),
    ).toMatchObject([{ actorKind: 'member', actorId: id }]);
  });

  it('is not for guests, because the reader of the email need not be the person who claims the address', async () => {
    const { id, token } = await makeClaim();
    expect(await verifyEmail(SYSTEM, { token })).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    expect(await isVerified(id)).toBe(false);
  });

  it('refuses the link of another address, which stays valid', async () => {
    const claim = await makeClaim();
    const unrelated = await makeClaim();
    expect(await verify(unrelated.actor, claim.token)).toMatchObject({ refusal: { code: 'FORBIDDEN' } });
    expect(await isVerified(unrelated.id)).toBe(false);
    expect((await verify(claim.actor, claim.token)).ok).toBe(true);
  });

  it('confirms the account of the session, no matter which claim of the address the mail was for', async () => {
    const stranger = await makeClaim();
    const owner = await makeClaim({ email: stranger.email, password: OTHER_PASSWORD });
    expect((await verify(owner.actor, stranger.token)).ok).toBe(true);
    expect(await isVerified(owner.id)).toBe(true);
    expect(await isVerified(stranger.id)).toBe(false);
    expect(await verify(owner.actor, stranger.token)).toMatchObject(INVALID_LINK);
    expect(await verify(stranger.actor, stranger.token)).toMatchObject(INVALID_LINK);
    expect(await isVerified(stranger.id)).toBe(false);
  });

  it('works for exactly one of many parallel uses', async () => {
    const { actor, token } = await makeClaim();
    const results = await Promise.all(Array.from({ length: 8 }, () => verify(actor, token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('works for a day', async () => {
    const { actor, token } = await makeClaim();
    setClockOffset(DAY);
    expect(await verify(actor, token)).toMatchObject(INVALID_LINK);
    setClockOffset(DAY - 5_000);
    expect((await verify(actor, token)).ok).toBe(true);
  });

  it('confirms only the first of several claims, even at the same moment', async () => {
    const first = await makeClaim();
    const second = await makeClaim({ email: first.email, password: OTHER_PASSWORD });
    const results = await Promise.all([first, second].map(({ actor, token }) => verify(actor, token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const { email } = first;
    expect(await db().user.count({ where: { email, emailVerifiedAt: { not: null } } })).toBe(1);
  });

  it('refuses invalid tokens', async () => {
    const { actor } = await makeClaim();
    for (const token of [undefined, '', 'A'.repeat(43)]) {
      expect(await verify(actor, token)).toMatchObject(INVALID_LINK);
    }
  });
});

describe('requestEmailVerification', () => {
  it('emails another link, and using one uses up both', async () => {
    const { actor, email, token } = await makeClaim();
    expect(await requestEmailVerification(actor)).toEqual({ ok: true, value: null });
    const [latest] = await mailedTokens(email);
    expect(latest).not.toBe(token);
    expect((await verify(actor, token)).ok).toBe(true);
    expect(await verify(actor, latest)).toMatchObject(INVALID_LINK);
  });

  it('gives the same response, but emails no link, if the address belongs to another user', async () => {
    const owner = await makeAccount({ verified: true });
    const { sessionId } = await makeAccount({ email: owner.email, password: OTHER_PASSWORD });
    expect(await requestEmailVerification(await memberOf(sessionId))).toEqual({
      ok: true,
      value: null,
    });
    const mails = await mailsTo(owner.email);
    expect(mails[0]?.subject).toBe('You already have a Keydesk account');
    expect(mails.map(({ text }) => text).join()).not.toContain('token=');
  });

  it('refuses when there is nothing to confirm', async () => {
    const { email } = await makeAccount({ verified: true });
    expect(await requestEmailVerification(await actorOf(email))).toMatchObject({
      ok: false,
      refusal: { code: 'CONFLICT' },
    });
  });

  it('is throttled', async () => {
    const { actor } = await makeClaim();
    for (let n = 0; n < 6; n++) await requestEmailVerification(actor);
    expect(await requestEmailVerification(actor)).toMatchObject({
      ok: false,
      refusal: { code: 'TOO_MANY_ATTEMPTS' },
    });
  });
});
