import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE, SECOND, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import { readSecondFactor } from '@/lib/domain/second-factor/read';
import { STRANGERS_ATTEMPTS } from '@/lib/domain/throttle/attempt-counters';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { issueToken } from '@/lib/domain/users/one-time-token';
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
import { codeOf } from '@/lib/testing/factories/results';
import { appCodeOf, makeSecondFactor, turnOnSecondFactor } from '@/lib/testing/factories/second-factor';

let email: string;
let actor: MemberActor;
let secret: string;
let recoveryCodes: string[];

const enter = (code?: string, password = PASSWORD, guest = makeGuest()) =>
  signIn(guest, { email, password, ...(code && { code }) });
const aWrongCode = () => appCodeOf(secret, 40);

/** Uses up the codes that all strangers together may try, from networks everywhere. */
async function exhaustStrangers(): Promise<void> {
  const guesses = Array.from({ length: STRANGERS_ATTEMPTS }, () =>
    countAttempt('second-factor', actor.userId, makeGuest()),
  );
  await Promise.all(guesses);
  expect(codeOf(await enter(aWrongCode()))).toBe('TOO_MANY_ATTEMPTS');
}

beforeEach(async () => {
  ({ email, actor, secret, recoveryCodes } = await makeSecondFactor());
  // The step in which it was turned on is used up.
  setClockOffset(MINUTE);
});

describe('signing in with a second factor', () => {
  it('asks for a code only after the correct password', async () => {
    expect(codeOf(await enter())).toBe('SECOND_FACTOR_REQUIRED');
    expect(codeOf(await enter(undefined, OTHER_PASSWORD))).toBe('INVALID_CREDENTIALS');
    expect(codeOf(await enter(appCodeOf(secret), OTHER_PASSWORD))).toBe('INVALID_CREDENTIALS');
  });

  it('accepts a code with any spaces, and stores the time', async () => {
    const code = appCodeOf(secret);
    const { sessionId } = granted(await enter(`${code.slice(0, 3)} ${code.slice(3)}`));
    const { secondFactorAt } = await db().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(secondFactorAt).not.toBeNull();
  });

  it('accepts each step once', async () => {
    const code = appCodeOf(secret);
    granted(await enter(code));
    expect(codeOf(await enter(code))).toBe('WRONG_CODE');
  });

  it('accepts one of several parallel uses of a step', async () => {
    const code = appCodeOf(secret);
    const results = await Promise.all(Array.from({ length: 5 }, () => enter(code)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('accepts no step before the last one', async () => {
    granted(await enter(appCodeOf(secret, 1)));
    expect(codeOf(await enter(appCodeOf(secret)))).toBe('WRONG_CODE');
    setClockOffset(2 * MINUTE);
    expect((await enter(appCodeOf(secret))).ok).toBe(true);
  });

  it('accepts a clock that differs by one step, but not more', async () => {
    // The middle of a step.
    setClockOffset(10 * MINUTE + 15 * SECOND - (Date.now() % (30 * SECOND)));
    for (const steps of [-2, 2]) expect(codeOf(await enter(appCodeOf(secret, steps)))).toBe('WRONG_CODE');
    for (const steps of [-1, 0, 1]) expect((await enter(appCodeOf(secret, steps))).ok).toBe(true);
  });

  it('accepts each recovery code once, as it is typed', async () => {
    const [first = '', second = ''] = recoveryCodes;
    granted(await enter(first.toLowerCase().replaceAll('-', ' ')));
    expect(codeOf(await enter(first))).toBe('WRONG_CODE');
    const results = await Promise.all(Array.from({ length: 5 }, () => enter(second)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(granted(await readSecondFactor(actor)).recoveryCodesLeft).toBe(8);
  });

  it('accepts no recovery code of another account', async () => {
    const other = makeEmail();
    await makeAccount({ email: other, verified: true });
    const theirs = await turnOnSecondFactor(await actorOf(await makeSession(other)));
    expect(codeOf(await enter(theirs.recoveryCodes[0]))).toBe('WRONG_CODE');
    expect(
      (await signIn(makeGuest(), { email: other, password: PASSWORD, code: theirs.recoveryCodes[0] })).ok,
    ).toBe(true);
  });

  it('throttles codes by account and network, but not the password', async () => {
    const results = [];
    const guesser = makeGuest();
    for (let n = 0; n < 8; n++) results.push(await enter(aWrongCode(), PASSWORD, guesser));
    const tried = results.filter((result) => !result.ok && result.refusal.code === 'WRONG_CODE');
    // Five at once, and one that begins the pause.
    expect(tried).toHaveLength(6);
    expect(codeOf(await enter(appCodeOf(secret), PASSWORD, guesser))).toBe('TOO_MANY_ATTEMPTS');
    expect(codeOf(await enter(undefined, PASSWORD, guesser))).toBe('SECOND_FACTOR_REQUIRED');
    expect((await enter(appCodeOf(secret))).ok, 'from elsewhere').toBe(true);
  });

  it('lets a known browser try codes after unknown clients have used up theirs', async () => {
    const browser = { userAgent: null, token: granted(await enter(recoveryCodes[0])).browserToken };
    await exhaustStrangers();
    const code = appCodeOf(secret);
    expect(codeOf(await enter(code))).toBe('TOO_MANY_ATTEMPTS');
    expect((await signIn(makeGuest(), { email, password: PASSWORD, code }, browser)).ok).toBe(true);
  });

  it('lets the user try codes after a reset', async () => {
    await exhaustStrangers();
    const token = await db().$transaction((tx) => issueToken(tx, actor.userId, 'resetPassword'));
    granted(await resetPassword(makeGuest(), { token, password: OTHER_PASSWORD }));
    expect((await enter(appCodeOf(secret), OTHER_PASSWORD)).ok).toBe(true);
  });

  it('counts parallel guesses', async () => {
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

  it('does not ask for a code before the second factor is confirmed', async () => {
    const other = makeEmail();
    await makeAccount({ email: other, verified: true });
    granted(await beginSecondFactor(await actorOf(await makeSession(other)), { password: PASSWORD }));
    expect((await signIn(makeGuest(), { email: other, password: PASSWORD })).ok).toBe(true);
  });

  it('still asks for a code after a password reset', async () => {
    const token = await db().$transaction((tx) => issueToken(tx, actor.userId, 'resetPassword'));
    granted(await resetPassword(makeGuest(), { token, password: OTHER_PASSWORD }));
    expect(codeOf(await enter(undefined, OTHER_PASSWORD))).toBe('SECOND_FACTOR_REQUIRED');
    expect((await enter(appCodeOf(secret), OTHER_PASSWORD)).ok).toBe(true);
  });
});
