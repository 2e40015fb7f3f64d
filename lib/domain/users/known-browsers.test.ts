import { beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { KNOWN_ATTEMPTS, STRANGERS_ATTEMPTS } from '@/lib/domain/throttle/attempt-counters';
import { countAttempt } from '@/lib/domain/throttle/attempts';
import { BROWSERS_MAX } from '@/lib/domain/users/known-browsers';
import { requestPasswordReset } from '@/lib/domain/users/request-password-reset';
import { resetPassword } from '@/lib/domain/users/reset-password';
import { signIn } from '@/lib/domain/users/sign-in';
import { makeAccount, makeGuest, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailedTokens } from '@/lib/testing/factories/mails';

const WRONG = 'a guess among many others';

let email: string;
let id: string;

beforeEach(async () => {
  ({ email, id } = await makeAccount({ verified: true }));
});

const enter = (password: string, token: string | null = null, guest = makeGuest(), address = email) =>
  signIn(guest, { email: address, password }, { userAgent: null, token });

const tokenOf = async (password = PASSWORD, token: string | null = null) =>
  granted(await enter(password, token)).browserToken;

/** Uses up what all strangers together have, from networks everywhere. */
async function exhaustStrangers(): Promise<void> {
  const guesses = Array.from({ length: STRANGERS_ATTEMPTS }, () =>
    countAttempt('sign-in', email, makeGuest()),
  );
  await Promise.all(guesses);
  expect(await enter(PASSWORD)).toMatchObject({ ok: false, refusal: { code: 'TOO_MANY_ATTEMPTS' } });
}

describe('an attacker who keeps guessing', () => {
  it('does not block the owner in another network', async () => {
    const guesser = makeGuest();
    for (let n = 0; n < 14; n++) await enter(WRONG, null, guesser);
    expect(await enter(PASSWORD, null, guesser)).toMatchObject({ ok: false });
    expect((await enter(PASSWORD)).ok).toBe(true);
  });

  it('does not block a known browser, even in the same network', async () => {
    const token = await tokenOf();
    const guesser = makeGuest();
    for (let n = 0; n < 14; n++) await enter(WRONG, null, guesser);
    expect((await enter(PASSWORD, token, guesser)).ok).toBe(true);
  });

  it('does not block a known browser or a reset by guessing from many networks', async () => {
    const token = await tokenOf();
    await exhaustStrangers();
    expect((await enter(WRONG, token)).ok).toBe(false);
    expect((await enter(PASSWORD, token)).ok).toBe(true);

    granted(await requestPasswordReset(makeGuest(), { email }));
    const [link = ''] = await mailedTokens(email);
    const { browserToken } = granted(
      await resetPassword(makeGuest(), { token: link, password: OTHER_PASSWORD }),
    );
    expect((await enter(OTHER_PASSWORD)).ok, 'any browser, after a reset').toBe(true);
    await exhaustStrangers();
    expect((await enter(OTHER_PASSWORD, browserToken)).ok, 'the browser of the reset').toBe(true);
    expect(await enter(OTHER_PASSWORD, token), 'the one from before').toMatchObject({ ok: false });
  });
});

describe('a known browser', () => {
  it('gets the same response as an unknown one', async () => {
    const token = await tokenOf();
    expect(await enter(WRONG, token)).toEqual(await enter(WRONG));
  });

  it('can guess ten times, and then counts as unknown', async () => {
    const token = await tokenOf();
    await exhaustStrangers();
    for (let n = 0; n < KNOWN_ATTEMPTS; n++) await enter(WRONG, token);
    expect(await enter(PASSWORD, token)).toMatchObject({ refusal: { code: 'TOO_MANY_ATTEMPTS' } });
  });

  it('has all its attempts again after a sign-in', async () => {
    const token = await tokenOf();
    await exhaustStrangers();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < 5; n++) await enter(WRONG, token);
      expect((await enter(PASSWORD, token)).ok).toBe(true);
    }
  });

  it('cannot try the password of another account that claims the address', async () => {
    const { browserToken: token } = await makeAccount({ email, password: OTHER_PASSWORD });
    await exhaustStrangers();
    expect(await enter(PASSWORD, token)).toMatchObject({ refusal: { code: 'INVALID_CREDENTIALS' } });
    expect(await enter(OTHER_PASSWORD, token)).toMatchObject({ refusal: { code: 'EMAIL_NOT_VERIFIED' } });
  });

  it('can be known to several accounts, with a new token for each', async () => {
    const other = await makeAccount({ verified: true });
    const browsers = { userId: { in: [id, other.id] } };
    await db().knownBrowser.deleteMany({ where: browsers });
    const first = await tokenOf();
    const both = granted(await enter(PASSWORD, first, makeGuest(), other.email)).browserToken;
    expect(both).not.toBe(first);
    expect(await tokenOf(PASSWORD, both)).toBe(both);
    expect(await db().knownBrowser.count({ where: browsers })).toBe(2);
  });

  it.each(['', 'x', 'A'.repeat(43), 'ü', '"; DROP TABLE users'])('has no token such as %j', async (token) => {
    expect(await tokenOf(PASSWORD, token)).not.toBe(token);
  });

  it('is one of the five that signed in last', async () => {
    const tokens: string[] = [];
    for (let n = 0; n <= BROWSERS_MAX; n++) {
      setClockOffset(n * MINUTE);
      tokens.push(await tokenOf());
    }
    expect(await db().knownBrowser.count({ where: { userId: id } })).toBe(BROWSERS_MAX);
    await exhaustStrangers();
    expect((await enter(PASSWORD, tokens[0])).ok).toBe(false);
    expect((await enter(PASSWORD, tokens[1])).ok).toBe(true);
  });

  it('is forgotten after half a year without a sign-in', async () => {
    const token = await tokenOf();
    setClockOffset(181 * DAY);
    await exhaustStrangers();
    expect((await enter(PASSWORD, token)).ok).toBe(false);
  });

  it('is stored with a hash of its token', async () => {
    const token = await tokenOf();
    const row = await db().knownBrowser.findFirstOrThrow({ where: { userId: id } });
    expect(JSON.stringify(row)).not.toContain(token);
    expect(row.tokenHash).toHaveLength(32);
  });
});
