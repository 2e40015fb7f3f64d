import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { type Actor, type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import { confirmSecondFactor } from '@/lib/domain/second-factor/confirm';
import { readSecondFactor } from '@/lib/domain/second-factor/read';
import { removeSecondFactor } from '@/lib/domain/second-factor/remove';
import { renewRecoveryCodes } from '@/lib/domain/second-factor/renew-recovery-codes';
import { turnOffSecondFactor } from '@/lib/domain/second-factor/turn-off';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { choosePassword } from '@/lib/domain/staff/choose-password';
import { createStaff } from '@/lib/domain/staff/create';
import { STRANGERS_ATTEMPTS } from '@/lib/domain/throttle/attempt-counters';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { issueToken } from '@/lib/domain/users/one-time-token';
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
} from '@/lib/testing/accounts';
import { granted } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { mailsTo } from '@/lib/testing/mails';
import { appCodeOf, turnOnSecondFactor } from '@/lib/testing/second-factor';

let email: string;
let actor: MemberActor;
let secret: string;
let recoveryCodes: string[];

const enter = (code?: string, password = PASSWORD, guest = makeGuest()) =>
  signIn(guest, { email, password, ...(code && { code }) });
const refusedAs = (code: string) => ({ ok: false, refusal: expect.objectContaining({ code }) });
const aWrongCode = () => appCodeOf(secret, 40);

/** Uses up the codes that all strangers together may try, from networks everywhere. */
async function exhaustStrangers(): Promise<void> {
  const guesses = Array.from({ length: STRANGERS_ATTEMPTS }, () =>
    countAttempt('second-factor', actor.userId, makeGuest()),
  );
  await Promise.all(guesses);
  expect(await enter(aWrongCode())).toEqual(refusedAs('TOO_MANY_ATTEMPTS'));
}

async function signedIn(sessionId: string): Promise<Actor> {
  const session = await resolveSession(sessionId, null);
  if (!session) throw new Error('Not signed in.');
  return session.actor;
}

async function memberActor(): Promise<MemberActor> {
  const signedInAs = await signedIn(await makeSession(email));
  if (signedInAs.kind !== 'member') throw new Error('Not a member.');
  return signedInAs;
}

beforeEach(async () => {
  email = makeEmail();
  await makeAccount({ email, verified: true });
  actor = await memberActor();
  ({ secret, recoveryCodes } = await turnOnSecondFactor(actor));
  // The step in which it was turned on is used up.
  setClockOffset(MINUTE);
});

describe('signing in with a second factor', () => {
  it('asks for a code after the right password only', async () => {
    expect(await enter()).toEqual(refusedAs('SECOND_FACTOR_REQUIRED'));
    expect(await enter(undefined, OTHER_PASSWORD)).toEqual(refusedAs('INVALID_CREDENTIALS'));
    expect(await enter(appCodeOf(secret), OTHER_PASSWORD)).toEqual(refusedAs('INVALID_CREDENTIALS'));
  });

  it('lets in by a code, however it is spaced, and keeps when', async () => {
    const code = appCodeOf(secret);
    const { sessionId } = granted(await enter(`${code.slice(0, 3)} ${code.slice(3)}`));
    const { secondFactorAt } = await db().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(secondFactorAt).not.toBeNull();
  });

  it('takes each step once', async () => {
    const code = appCodeOf(secret);
    granted(await enter(code));
    expect(await enter(code)).toEqual(refusedAs('WRONG_CODE'));
  });

  it('takes each step once of several at once', async () => {
    const code = appCodeOf(secret);
    const results = await Promise.all(Array.from({ length: 5 }, () => enter(code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('takes no step from before the last that it took', async () => {
    granted(await enter(appCodeOf(secret, 1)));
    expect(await enter(appCodeOf(secret))).toEqual(refusedAs('WRONG_CODE'));
    setClockOffset(2 * MINUTE);
    expect((await enter(appCodeOf(secret))).ok).toBe(true);
  });

  it('forgives a clock that is off by a step, and no more', async () => {
    // The middle of a step.
    setClockOffset(10 * MINUTE + 15 * SECOND - (Date.now() % (30 * SECOND)));
    for (const steps of [-2, 2])
      expect(await enter(appCodeOf(secret, steps))).toEqual(refusedAs('WRONG_CODE'));
    for (const steps of [-1, 0, 1]) expect((await enter(appCodeOf(secret, steps))).ok).toBe(true);
  });

  it('takes each recovery code once, as it is typed', async () => {
    const [first = '', second = ''] = recoveryCodes;
    granted(await enter(first.toLowerCase().replaceAll('-', ' ')));
    expect(await enter(first)).toEqual(refusedAs('WRONG_CODE'));
    const results = await Promise.all(Array.from({ length: 5 }, () => enter(second)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(granted(await readSecondFactor(actor)).recoveryCodesLeft).toBe(8);
  });

  it('takes no recovery code of another account', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    const theirs = await turnOnSecondFactor(await signedIn(await makeSession(other)));
    expect(await enter(theirs.recoveryCodes[0])).toEqual(refusedAs('WRONG_CODE'));
    expect(
      (await signIn(makeGuest(), { email: other, password: PASSWORD, code: theirs.recoveryCodes[0] })).ok,
    ).toBe(true);
  });

  it('throttles codes per account and network, and leaves the password alone', async () => {
    const results = [];
    const guesser = makeGuest();
    for (let n = 0; n < 8; n++) results.push(await enter(aWrongCode(), PASSWORD, guesser));
    const tried = results.filter((result) => !result.ok && result.refusal.code === 'WRONG_CODE');
    // Five at once, and one that begins the pause.
    expect(tried).toHaveLength(6);
    expect(await enter(appCodeOf(secret), PASSWORD, guesser)).toEqual(refusedAs('TOO_MANY_ATTEMPTS'));
    expect(await enter(undefined, PASSWORD, guesser)).toEqual(refusedAs('SECOND_FACTOR_REQUIRED'));
    expect((await enter(appCodeOf(secret))).ok, 'from elsewhere').toBe(true);
  });

  it('lets a known browser try codes when strangers from everywhere have used theirs up', async () => {
    const browser = { userAgent: null, token: granted(await enter(recoveryCodes[0])).browserToken };
    await exhaustStrangers();
    const code = appCodeOf(secret);
    expect(await enter(code)).toEqual(refusedAs('TOO_MANY_ATTEMPTS'));
    expect((await signIn(makeGuest(), { email, password: PASSWORD, code }, browser)).ok).toBe(true);
  });

  it('lets a fresh reset try codes', async () => {
    await exhaustStrangers();
    const token = await db().$transaction((tx) => issueToken(tx, actor.userId, 'resetPassword'));
    granted(await resetPassword(makeGuest(), { token, password: OTHER_PASSWORD }));
    expect((await enter(appCodeOf(secret), OTHER_PASSWORD)).ok).toBe(true);
  });

  it('lets no parallel guesses slip through together', async () => {
    const guesser = makeGuest();
    const results = await Promise.all(
      Array.from({ length: 20 }, () => enter(aWrongCode(), PASSWORD, guesser)),
    );
    const tried = results.filter((result) => !result.ok && result.refusal.code === 'WRONG_CODE');
    expect(tried.length).toBeLessThanOrEqual(6);
  });

  it('does not count what succeeds', async () => {
    for (const code of recoveryCodes) expect((await enter(code)).ok).toBe(true);
  });

  it('does not ask while the second factor is only begun', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    granted(await beginSecondFactor(await signedIn(await makeSession(other)), { password: PASSWORD }));
    expect((await signIn(makeGuest(), { email: other, password: PASSWORD })).ok).toBe(true);
  });

  it('asks on after the password was reset by mail', async () => {
    const token = await db().$transaction((tx) => issueToken(tx, actor.userId, 'resetPassword'));
    granted(await resetPassword(makeGuest(), { token, password: OTHER_PASSWORD }));
    expect(await enter(undefined, OTHER_PASSWORD)).toEqual(refusedAs('SECOND_FACTOR_REQUIRED'));
    expect((await enter(appCodeOf(secret), OTHER_PASSWORD)).ok).toBe(true);
  });
});

describe('turning it on', () => {
  it('takes the password of a member', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    const member = await signedIn(await makeSession(other));
    for (const input of [{}, { password: OTHER_PASSWORD }]) {
      expect(await beginSecondFactor(member, input)).toMatchObject({
        ok: false,
        refusal: { code: 'INVALID_REQUEST', fields: { password: expect.any(String) } },
      });
    }
  });

  it('takes a code of the secret that was begun last', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    const member = await signedIn(await makeSession(other));
    const first = granted(await beginSecondFactor(member, { password: PASSWORD }));
    const second = granted(await beginSecondFactor(member, { password: PASSWORD }));
    expect(second.uri).toContain(`secret=${second.secret}`);
    expect(second.uri).toContain(encodeURIComponent(other));
    expect(await confirmSecondFactor(member, { code: appCodeOf(first.secret) })).toEqual(
      refusedAs('WRONG_CODE'),
    );
    expect((await confirmSecondFactor(member, { code: appCodeOf(second.secret) })).ok).toBe(true);
    expect(await confirmSecondFactor(member, { code: appCodeOf(second.secret, 1) })).toEqual(
      refusedAs('CONFLICT'),
    );
  });

  it('does not replace one that is on', async () => {
    expect(await beginSecondFactor(actor, { password: PASSWORD })).toEqual(refusedAs('CONFLICT'));
    expect((await enter(appCodeOf(secret))).ok).toBe(true);
  });

  it('ends the other sessions, keeps this one, and says so by mail', async () => {
    const other = makeEmail();
    const { id } = await makeAccount({ email: other, verified: true });
    const elsewhere = await makeSession(other);
    const here = await makeSession(other);
    await turnOnSecondFactor(await signedIn(here));
    expect(await resolveSession(elsewhere, null)).toBeNull();
    expect(await resolveSession(here, null)).not.toBeNull();
    const mail = await db().mail.findFirst({
      where: { recipient: other, subject: { contains: 'turned on' } },
    });
    expect(mail).not.toBeNull();
    const events = await db().auditEvent.findMany({ where: { actorId: id }, orderBy: { id: 'asc' } });
    expect(events.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['user.begin_second_factor', 'user.turn_on_second_factor']),
    );
  });

  it('writes to nobody whose address is not proven', async () => {
    const other = makeEmail();
    await makeAccount({ email: other });
    await turnOnSecondFactor(await signedIn(await makeSession(other)));
    expect(await db().mail.count({ where: { recipient: other } })).toBe(0);
  });

  it('keeps neither secret nor recovery codes in the clear', async () => {
    const factor = await db().secondFactor.findUniqueOrThrow({ where: { userId: actor.userId } });
    const codes = await db().recoveryCode.findMany({ where: { userId: actor.userId } });
    const kept = [factor.sealedSecret, ...codes.map(({ hash }) => hash)].map((bytes) =>
      Buffer.from(bytes).toString('latin1'),
    );
    for (const plain of [secret, ...recoveryCodes]) {
      expect(kept.join()).not.toContain(plain);
      expect(kept.join()).not.toContain(plain.replaceAll('-', ''));
    }
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
  });
});

describe('turning it off', () => {
  it.each([
    ['a wrong password', () => ({ password: OTHER_PASSWORD, code: appCodeOf(secret) }), 'INVALID_REQUEST'],
    ['a wrong code', () => ({ password: PASSWORD, code: aWrongCode() }), 'WRONG_CODE'],
    ['no code', () => ({ password: PASSWORD }), 'INVALID_REQUEST'],
  ])('refuses %s', async (_what, input, code) => {
    expect(await turnOffSecondFactor(actor, input())).toEqual(refusedAs(code));
    expect(await enter()).toEqual(refusedAs('SECOND_FACTOR_REQUIRED'));
  });

  it('takes password and code, after which the password is enough again', async () => {
    granted(await turnOffSecondFactor(actor, { password: PASSWORD, code: recoveryCodes[0] }));
    expect((await enter()).ok).toBe(true);
    expect(granted(await readSecondFactor(actor))).toEqual({ confirmedAt: null, recoveryCodesLeft: 0 });
  });
});

describe('taking it away on the word of the operator', () => {
  it('is for members of the named workspace, and tells them', async () => {
    const elsewhere = await makeMember();
    for (const workspace of [elsewhere.workspaceId, 'ws_none']) {
      expect(await removeSecondFactor(SYSTEM, { workspace, email })).toEqual(refusedAs('NOT_FOUND'));
    }
    const named = { workspace: actor.workspaceId, email };
    expect(await removeSecondFactor(actor, named)).toEqual(refusedAs('FORBIDDEN'));
    granted(await removeSecondFactor(SYSTEM, named));
    expect((await enter()).ok).toBe(true);
    const mails = await db().mail.findMany({ where: { recipient: email }, select: { subject: true } });
    expect(mails).toContainEqual({ subject: 'Two-step verification was turned off' });
  });
});

describe('new recovery codes', () => {
  it('replace the old', async () => {
    const renewed = granted(await renewRecoveryCodes(actor, { password: PASSWORD, code: recoveryCodes[0] }));
    expect(await enter(recoveryCodes[1])).toEqual(refusedAs('WRONG_CODE'));
    expect((await enter(renewed.recoveryCodes[0])).ok).toBe(true);
  });
});

describe('who may', () => {
  it('is not for agents in an impersonation session, and not for guests', async () => {
    const inPlace: Actor = {
      ...actor,
      kind: 'impersonated',
      agentId: 'usr_agent',
      impersonationId: 'imp_1',
      mode: 'act',
    };
    const proof = { password: PASSWORD, code: recoveryCodes[0] };
    for (const verb of [beginSecondFactor, confirmSecondFactor, renewRecoveryCodes, turnOffSecondFactor]) {
      expect(await verb(inPlace, proof), verb.name).toEqual(refusedAs('NOT_FOR_SUPPORT'));
      expect(await verb(SYSTEM, proof), verb.name).toEqual(refusedAs('FORBIDDEN'));
    }
    expect(granted(await readSecondFactor(inPlace)).confirmedAt).not.toBeNull();
  });
});

describe('staff', () => {
  async function newStaff() {
    const address = makeEmail();
    const { password, id } = granted(
      await createStaff(SYSTEM, { email: address, name: 'Grace', role: 'support', team: 'Care' }),
    );
    const { sessionId } = granted(await signIn(makeGuest(), { email: address, password }));
    return { address, id, sessionId, grace: await signedIn(sessionId) };
  }
  const isReady = async (sessionId: string) => Object(await resolveSession(sessionId, null)).ready;

  it('are ready with a password of their own and a second factor, and not before', async () => {
    const { address, sessionId, grace } = await newStaff();
    expect(await isReady(sessionId)).toBe(false);
    granted(await choosePassword(grace, { password: PASSWORD }));
    expect(await isReady(sessionId)).toBe(false);
    const again = granted(await signIn(makeGuest(), { email: address, password: PASSWORD }));
    expect(await isReady(again.sessionId), 'a password alone is not enough').toBe(false);
    const factor = await turnOnSecondFactor(grace);
    expect(await isReady(sessionId)).toBe(true);
    expect(await isReady(again.sessionId)).toBeUndefined();
    expect(await signIn(makeGuest(), { email: address, password: PASSWORD })).toEqual(
      refusedAs('SECOND_FACTOR_REQUIRED'),
    );
    setClockOffset(3 * MINUTE);
    const code = appCodeOf(factor.secret);
    const third = granted(await signIn(makeGuest(), { email: address, password: PASSWORD, code }));
    expect(await isReady(third.sessionId)).toBe(true);
  });

  it('choose a password once, and not a guessable one', async () => {
    const { grace } = await newStaff();
    expect(await choosePassword(grace, { password: 'keydesk-keydesk' })).toEqual(
      refusedAs('INVALID_REQUEST'),
    );
    granted(await choosePassword(grace, { password: PASSWORD }));
    expect(await choosePassword(grace, { password: OTHER_PASSWORD })).toEqual(refusedAs('CONFLICT'));
  });

  it('never turn their second factor off', async () => {
    const { grace } = await newStaff();
    granted(await choosePassword(grace, { password: PASSWORD }));
    const { recoveryCodes: codes } = await turnOnSecondFactor(grace);
    expect(await turnOffSecondFactor(grace, { password: PASSWORD, code: codes[0] })).toEqual(
      refusedAs('FORBIDDEN'),
    );
  });

  it('cannot get in by a mailed link before they have a second factor, and not past it afterwards', async () => {
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
    expect(await signIn(makeGuest(), { email: address, password: OTHER_PASSWORD })).toEqual(
      refusedAs('SECOND_FACTOR_REQUIRED'),
    );
  });
});
