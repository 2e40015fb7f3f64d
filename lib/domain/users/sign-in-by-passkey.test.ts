import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { type MemberActor, SYSTEM } from '@/lib/domain/actor';
import { offerPasskeyToGuest } from '@/lib/domain/passkeys/offer-to-guest';
import { offerPasskeyToMember } from '@/lib/domain/passkeys/offer-to-member';
import { removeSecondFactor } from '@/lib/domain/second-factor/remove';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { signIn } from '@/lib/domain/users/sign-in';
import { signInByPasskey } from '@/lib/domain/users/sign-in-by-passkey';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeGuest,
  makeSession,
  makeSignedInMember,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { type Authenticator, addTestPasskey, makeAuthenticator } from '@/lib/testing/factories/passkeys';
import { codeOf } from '@/lib/testing/factories/results';

let email: string;
let actor: MemberActor;
let authenticator: Authenticator;
let recoveryCodes: string[];

const browser = { userAgent: null, token: null, passkeySecret: 'secret of the browser' };

const sign = async (secret = browser.passkeySecret, by = authenticator) =>
  by.sign(granted(await offerPasskeyToGuest(makeGuest(), {}, secret)));

beforeAll(async () => {
  ({ email, actor } = await makeSignedInMember());
  ({ authenticator, recoveryCodes } = await addTestPasskey(actor));
});

describe('signing in with a passkey alone', () => {
  it('starts a session that has proven the second factor, once for each challenge', async () => {
    const input = { passkey: await sign() };
    const results = await Promise.all([1, 2, 3].map(() => signInByPasskey(makeGuest(), input, browser)));
    const [signedIn, ...others] = results.filter(({ ok }) => ok);
    if (!signedIn?.ok) throw new Error('Nobody is signed in.');
    expect(others).toEqual([]);
    const { sessionId, userId } = signedIn.value;
    expect(userId).toBe(actor.userId);
    expect(await resolveSession(sessionId, null)).toMatchObject({ person: { email } });
    const { secondFactorAt } = await db().session.findUniqueOrThrow({ where: { id: sessionId } });
    expect(secondFactorAt).not.toBeNull();
    const events = await db().auditEvent.findMany({ where: { actorId: userId, action: 'user.sign_in' } });
    expect(events.map(({ detail }) => detail)).toContainEqual({ secondFactor: 'passkey' });
  });

  it('refuses another browser, a challenge for something else, another site and an unverified user', async () => {
    const signInBy = (passkey: Awaited<ReturnType<typeof sign>>, client = browser) =>
      signInByPasskey(makeGuest(), { passkey }, client);
    const offer = granted(await offerPasskeyToGuest(makeGuest(), {}, browser.passkeySecret));
    const results = [
      await signInBy(await sign('secret of another browser')),
      await signInByPasskey(makeGuest(), { passkey: await sign() }, { userAgent: null, token: null }),
      await signInBy(authenticator.sign(granted(await offerPasskeyToMember(actor, {})))),
      await signInBy(authenticator.sign(offer, { origin: 'https://evil.test' })),
      await signInBy(authenticator.sign(offer, { rpId: 'evil.test' })),
      await signInBy(authenticator.sign(offer, { challenge: 'bm9uZQ' })),
      await signInBy(authenticator.sign(offer, { verified: false })),
      await signInBy(await sign(undefined, makeAuthenticator())),
    ];
    expect(results.map(codeOf)).toEqual(results.map(() => 'INVALID_CREDENTIALS'));
  });

  it('refuses a disabled user', async () => {
    const disable = (disabledAt: Date | null) =>
      db().user.update({ where: { id: actor.userId }, data: { disabledAt } });
    await disable(new Date());
    expect(codeOf(await signInByPasskey(makeGuest(), { passkey: await sign() }, browser))).toBe('FORBIDDEN');
    await disable(null);
  });
});

describe('a passkey after the password', () => {
  const enter = (proof: object, password = PASSWORD) =>
    signIn(makeGuest(), { email, password, ...proof }, browser);

  it('is asked for, and is as good as a code', async () => {
    expect(await enter({})).toMatchObject({
      refusal: { code: 'SECOND_FACTOR_REQUIRED', detail: { app: 0, passkeys: 1 } },
    });
    expect((await enter({ passkey: await sign() })).ok).toBe(true);
    expect((await enter({ code: recoveryCodes[0] })).ok).toBe(true);
  });

  it('does not replace the password', async () => {
    const passkey = await sign();
    expect(codeOf(await enter({ passkey }, OTHER_PASSWORD))).toBe('INVALID_CREDENTIALS');
  });

  it('must be one of the account', async () => {
    const other = makeEmail();
    await makeAccount({ email: other, verified: true });
    const stranger = await actorOf(await makeSession(other));
    if (stranger.kind !== 'member') throw new Error('Not a member.');
    const { authenticator: strange } = await addTestPasskey(stranger);
    expect(codeOf(await enter({ passkey: await sign(undefined, strange) }))).toBe('INVALID_CREDENTIALS');
  });
});

describe('removal by the operator', () => {
  beforeEach(async () => {
    granted(await removeSecondFactor(SYSTEM, { workspace: actor.workspaceId, email }));
  });

  it('removes the passkeys, too', async () => {
    expect(codeOf(await signInByPasskey(makeGuest(), { passkey: await sign() }, browser))).toBe(
      'INVALID_CREDENTIALS',
    );
    expect((await signIn(makeGuest(), { email, password: PASSWORD })).ok).toBe(true);
  });
});
