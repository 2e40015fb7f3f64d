import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { KNOWN_ATTEMPTS } from '@/lib/domain/throttle/attempt-counters';
import { signIn } from '@/lib/domain/users/sign-in';
import { switchWorkspace } from '@/lib/domain/workspaces/switch';
import { newId } from '@/lib/ids';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeGuest,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { makeMember } from '@/lib/testing/factories/members';

describe('signIn', () => {
  it('starts a new session each time', async () => {
    const { email } = await makeAccount({ verified: true });
    const first = await makeSession(email);
    const second = await makeSession(email.toUpperCase());
    expect(second).not.toBe(first);
    expect(await resolveSession(first, null)).not.toBeNull();
  });

  it('stores the address and the browser, and audits it', async () => {
    const { id, email } = await makeAccount({ verified: true });
    const guest = makeGuest();
    const result = await signIn(
      guest,
      { email, password: PASSWORD },
      { userAgent: 'A browser', token: null },
    );
    const session = await db().session.findFirstOrThrow({ where: { userId: id } });
    expect(result).toEqual({
      ok: true,
      value: { userId: id, sessionId: session.id, browserToken: expect.stringMatching(/^\w{43}$/) },
    });
    expect(session).toMatchObject({ address: guest.address, userAgent: 'A browser' });
    const event = await db().auditEvent.findFirstOrThrow({
      where: { action: 'user.sign_in', targetId: id },
      orderBy: { id: 'desc' },
    });
    expect(event).toMatchObject({
      actorKind: 'member',
      actorId: id,
      workspaceId: session.workspaceId,
      address: guest.address,
    });
  });

  it('gives the same response for a wrong password and an unknown address', async () => {
    const { email } = await makeAccount({ verified: true });
    const wrong = await signIn(makeGuest(), { email, password: OTHER_PASSWORD });
    const unknown = await signIn(makeGuest(), { email: makeEmail(), password: OTHER_PASSWORD });
    expect(wrong).toMatchObject({ ok: false, refusal: { code: 'INVALID_CREDENTIALS' } });
    expect(unknown).toEqual(wrong);
  });

  it('gives the same response when attempts are throttled', async () => {
    const { email } = await makeAccount({ verified: true });
    const answers = async (address: string) => {
      const codes = [];
      const guesser = makeGuest();
      for (let n = 0; n < 8; n++) {
        const result = await signIn(guesser, { email: address, password: OTHER_PASSWORD });
        codes.push(result.ok || result.refusal);
      }
      return codes;
    };
    const known = await answers(email);
    expect(known.at(-1)).toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: expect.any(Number) });
    expect((await answers(makeEmail())).map((answer) => Object(answer).code)).toEqual(
      known.map((answer) => Object(answer).code),
    );
  });

  it('does not count what succeeds', async () => {
    const { email } = await makeAccount({ verified: true });
    for (let n = 0; n < 8; n++) await makeSession(email);
    expect((await signIn(makeGuest(), { email, password: PASSWORD })).ok).toBe(true);
  });

  it('counts parallel guesses', async () => {
    const { email } = await makeAccount({ verified: true });
    const guesser = makeGuest();
    const results = await Promise.all(
      Array.from({ length: 20 }, () => signIn(guesser, { email, password: OTHER_PASSWORD })),
    );
    const tried = results.filter((result) => !result.ok && result.refusal.code === 'INVALID_CREDENTIALS');
    // Five at once, and one that begins the pause.
    expect(tried).toHaveLength(6);
  });

  it('cannot be unthrottled through another account that claims the address', async () => {
    const { email } = await makeAccount({ verified: true });
    const { browserToken: token } = await makeAccount({ email, password: OTHER_PASSWORD });
    const guesses = [];
    const guesser = makeGuest();
    const browser = { userAgent: null, token };
    for (let n = 0; n < 20; n++) {
      guesses.push(await signIn(guesser, { email, password: 'a guess among many others' }, browser));
      await signIn(guesser, { email, password: OTHER_PASSWORD }, browser);
    }
    const tried = guesses.filter((result) => !result.ok && result.refusal.code === 'INVALID_CREDENTIALS');
    // The browser's own ten, which look only at the account that knows it, and those of a stranger.
    expect(tried.length).toBeLessThanOrEqual(KNOWN_ATTEMPTS + 6);
    const right = await signIn(guesser, { email, password: PASSWORD }, browser);
    expect(right).toMatchObject({ ok: false, refusal: { code: 'TOO_MANY_ATTEMPTS' } });
  });

  it('tells a user that they are disabled only after the correct password', async () => {
    const { id, email } = await makeAccount({ verified: true });
    await db().user.update({ where: { id }, data: { disabledAt: new Date() } });
    expect(await signIn(makeGuest(), { email, password: PASSWORD })).toMatchObject({
      ok: false,
      refusal: { code: 'FORBIDDEN' },
    });
    expect(await signIn(makeGuest(), { email, password: OTHER_PASSWORD })).toMatchObject({
      ok: false,
      refusal: { code: 'INVALID_CREDENTIALS' },
    });
  });

  it('signs in a member without a workspace', async () => {
    const { id, email } = await makeAccount({ verified: true });
    await db().membership.deleteMany({ where: { userId: id } });
    expect(await resolveSession(await makeSession(email), null)).toMatchObject({
      kind: 'user',
      actor: { kind: 'user', userId: id },
    });
  });

  it('opens the workspace that was used last, or else the one that was joined first', async () => {
    const { id, email, memberships } = await makeAccount({ verified: true });
    const [first] = memberships;
    const other = await makeMember();
    await db().membership.create({ data: { workspaceId: other.workspaceId, userId: id, role: 'viewer' } });
    const opened = async () => (await actorOf(await makeSession(email))) as MemberActor;
    const before = await opened();
    expect(before.workspaceId).toBe(first?.workspaceId);
    expect(await switchWorkspace(before, { workspaceId: other.workspaceId })).toMatchObject({ ok: true });
    expect((await opened()).workspaceId).toBe(other.workspaceId);
  });

  it('signs in staff without a workspace', async () => {
    const email = makeEmail();
    const passwordHash = (await hashPassword(email, PASSWORD)) ?? '';
    await db().user.create({
      data: { id: newId('usr'), kind: 'staff', staffRole: 'support', email, name: 'Grace', passwordHash },
    });
    expect(await resolveSession(await makeSession(email), null)).toMatchObject({
      kind: 'staff',
      person: { name: 'Grace', email },
    });
  });

  it.each([undefined, null, {}, { email: {}, password: [] }, { email: 'a@b.test', password: '' }])(
    'refuses %j as invalid input',
    async (input) => {
      expect(await signIn(makeGuest(), input)).toMatchObject({
        ok: false,
        refusal: { code: 'INVALID_REQUEST' },
      });
    },
  );
});
