import { describe, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, SYSTEM } from '@/lib/domain/actor';
import { beginEmailChange } from '@/lib/domain/own-account/begin-email-change';
import { cancelEmailChange } from '@/lib/domain/own-account/cancel-email-change';
import { changePassword } from '@/lib/domain/own-account/change-password';
import { confirmEmailChange } from '@/lib/domain/own-account/confirm-email-change';
import { readOwnAccount } from '@/lib/domain/own-account/read';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeGuest,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { impersonate } from '@/lib/testing/factories/impersonation';
import { mailedTokens, mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';
import { codeOf } from '@/lib/testing/factories/results';

async function makeSignedIn(verified = true) {
  const { id, email } = await makeAccount({ verified });
  const sessionId = await makeSession(email);
  return { id, email, sessionId, actor: await actorOf(sessionId), next: makeEmail() };
}

const begin = (actor: Actor, email: string, password = PASSWORD) =>
  beginEmailChange(actor, { email, password });
const enters = async (email: string, password = PASSWORD) =>
  (await signIn(makeGuest(), { email, password })).ok;
const subjectsTo = async (email: string) => (await mailsTo(email)).map(({ subject }) => subject);

/** Begins a change and returns the token that was mailed. */
async function beginToken(actor: Actor, email: string): Promise<string> {
  granted(await begin(actor, email));
  const [token] = await mailedTokens(email);
  if (!token) throw new Error('No link was mailed.');
  return token;
}

describe('a change of the address', () => {
  it('happens when the link at the new address is used, once, and is reported to the old one', async () => {
    const { id, email, actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    expect(granted(await readOwnAccount(actor))).toMatchObject({ email, newEmail: next });
    expect(await enters(email)).toBe(true);
    expect(await enters(next)).toBe(false);
    expect(granted(await confirmEmailChange(actor, { token }))).toEqual({ email: next });
    expect(granted(await readOwnAccount(actor))).toMatchObject({
      email: next,
      emailVerified: true,
      newEmail: null,
    });
    expect(await enters(next)).toBe(true);
    expect(await enters(email)).toBe(false);
    expect(await subjectsTo(email)).toEqual([
      'Your email address was changed',
      'Somebody asked to change your email address',
    ]);
    // The old address can no longer reset the password.
    expect((await mailsTo(email))[0]?.text).not.toContain('/forgot-password');
    expect(codeOf(await confirmEmailChange(actor, { token }))).toBe('INVALID_LINK');
    const events = await db().auditEvent.findMany({
      where: { actorId: id, action: { in: ['user.begin_email_change', 'user.change_email'] } },
    });
    expect(events.map(({ detail }) => detail)).toEqual([
      { from: email, to: next },
      { from: email, to: next },
    ]);
  });

  it('corrects an address that was never confirmed, and tells nobody there', async () => {
    const { email, actor, next } = await makeSignedIn(false);
    granted(await confirmEmailChange(actor, { token: await beginToken(actor, next) }));
    expect(granted(await readOwnAccount(actor))).toMatchObject({ email: next, emailVerified: true });
    expect(await subjectsTo(email)).toEqual(['Confirm your email address']);
  });

  it('happens for somebody who was removed from their workspace since they began it', async () => {
    const { id: userId, email, actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    await db().membership.deleteMany({ where: { userId } });
    const outside = await actorOf(await makeSession(email));
    expect(outside.kind).toBe('user');
    granted(await confirmEmailChange(outside, { token }));
    expect(await enters(next)).toBe(true);
  });

  it('works for exactly one of many parallel uses of the link', async () => {
    const { actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    const results = await Promise.all(Array.from({ length: 5 }, () => confirmEmailChange(actor, { token })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('needs the password', async () => {
    const { actor, next } = await makeSignedIn();
    expect(await begin(actor, next, OTHER_PASSWORD)).toMatchObject({
      refusal: { fields: { password: expect.any(String) } },
    });
    expect(await mailsTo(next)).toEqual([]);
  });

  it('refuses the current address and what is no address', async () => {
    const { email, actor } = await makeSignedIn();
    for (const given of [email.toUpperCase(), 'nobody', '']) {
      expect(await begin(actor, given)).toMatchObject({ refusal: { fields: { email: expect.any(String) } } });
    }
  });

  it('answers alike for an address that somebody else has, and sends no link there', async () => {
    const { actor } = await makeSignedIn();
    const owner = await makeAccount({ verified: true });
    expect(granted(await begin(actor, owner.email))).toEqual({ email: owner.email });
    expect(await mailedTokens(owner.email)).toEqual([]);
    expect((await subjectsTo(owner.email))[0]).toBe('Your email address stays with your account');
  });

  it('loses against somebody who confirms the address first', async () => {
    const { email, actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    await makeAccount({ email: next, password: OTHER_PASSWORD, verified: true });
    expect(codeOf(await confirmEmailChange(actor, { token }))).toBe('INVALID_LINK');
    expect(await enters(email)).toBe(true);
  });

  it('is for the account that began it', async () => {
    const { actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    const stranger = await makeSignedIn();
    expect(codeOf(await confirmEmailChange(stranger.actor, { token }))).toBe('FORBIDDEN');
    expect((await confirmEmailChange(actor, { token })).ok).toBe(true);
  });

  it('limits the mails that a member causes', async () => {
    const { actor } = await makeSignedIn();
    const codes: Array<string | undefined> = [];
    for (let n = 0; n < 30 && codes.at(-1) !== 'TOO_MANY_ATTEMPTS'; n++) {
      codes.push(codeOf(await begin(actor, makeEmail())));
    }
    expect(codes.at(-1)).toBe('TOO_MANY_ATTEMPTS');
  });
});

describe('the link', () => {
  it('stops working after a day', async () => {
    const { actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    setClockOffset(DAY);
    expect(codeOf(await confirmEmailChange(actor, { token }))).toBe('INVALID_LINK');
    expect(granted(await readOwnAccount(actor)).newEmail).toBeNull();
  });

  it('stops working when the change is replaced, and never confirms another address', async () => {
    const { actor, next } = await makeSignedIn();
    const first = await beginToken(actor, next);
    const second = await beginToken(actor, makeEmail());
    expect(codeOf(await confirmEmailChange(actor, { token: first }))).toBe('INVALID_LINK');
    expect((await confirmEmailChange(actor, { token: second })).ok).toBe(true);
  });

  it('is not mailed after the change was replaced', async () => {
    const { actor, next } = await makeSignedIn();
    granted(await begin(actor, next));
    granted(await begin(actor, makeEmail()));
    expect(await mailsTo(next)).toEqual([]);
  });

  it.each([
    ['the change is withdrawn', (actor: Actor) => cancelEmailChange(actor, {})],
    [
      'the password is changed',
      (actor: Actor) => changePassword(actor, { password: PASSWORD, newPassword: OTHER_PASSWORD }),
    ],
  ])('stops working when %s', async (_what, act) => {
    const { actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    expect((await act(actor)).ok).toBe(true);
    expect(codeOf(await confirmEmailChange(actor, { token }))).toBe('INVALID_LINK');
    expect(granted(await readOwnAccount(actor)).newEmail).toBeNull();
  });

  it('stops working when the password is reset', async () => {
    const { email, actor, next } = await makeSignedIn();
    const token = await beginToken(actor, next);
    granted(await requestPasswordReset(makeGuest(), { email }));
    const [reset] = await mailedTokens(email);
    granted(await resetPassword(makeGuest(), { token: reset, password: OTHER_PASSWORD }));
    const again = await actorOf(await makeSession(email, OTHER_PASSWORD));
    expect(codeOf(await confirmEmailChange(again, { token }))).toBe('INVALID_LINK');
  });
});

it('is withdrawn once, with an audit event', async () => {
  const { id, actor, next } = await makeSignedIn();
  granted(await begin(actor, next));
  granted(await cancelEmailChange(actor, {}));
  expect(codeOf(await cancelEmailChange(actor, {}))).toBe('CONFLICT');
  expect(await db().auditEvent.count({ where: { action: 'user.cancel_email_change', targetId: id } })).toBe(
    1,
  );
});

it('ends the links that were sent to the old address', async () => {
  const { email, actor, next } = await makeSignedIn();
  granted(await requestPasswordReset(makeGuest(), { email }));
  const [reset] = await mailedTokens(email);
  granted(await confirmEmailChange(actor, { token: await beginToken(actor, next) }));
  expect(codeOf(await resetPassword(makeGuest(), { token: reset, password: OTHER_PASSWORD }))).toBe(
    'INVALID_LINK',
  );
});

it('belongs to customers only; support can read it', async () => {
  const { actor, email } = await makeSignedIn();
  const member = await makeMember();
  const agent = impersonate(member, { id: 'imp_1', agentId: 'usr_agent' }, 'act');
  for (const verb of [beginEmailChange, confirmEmailChange, cancelEmailChange]) {
    expect(codeOf(await verb(agent, {})), verb.name).toBe('NOT_FOR_SUPPORT');
    expect(codeOf(await verb(SYSTEM, {})), verb.name).toBe('FORBIDDEN');
  }
  expect(granted(await readOwnAccount(actor)).email).toBe(email);
  expect((await readOwnAccount(agent)).ok).toBe(true);
});
