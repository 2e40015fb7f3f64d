import { createHmac } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { describe, expect, it } from 'vitest';
import { derivedKey } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import { beginSecondFactor } from '@/lib/domain/second-factor/begin';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { signIn } from '@/lib/domain/users/sign-in';
import { makeAccount, makeGuest, OTHER_PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';

const COMPOSED = 'pünktlich genießen wir É';
const FORMS = [
  ['composed', COMPOSED],
  ['decomposed', COMPOSED.normalize('NFD')],
  ['with other spaces', COMPOSED.replaceAll(' ', '\u3000')],
] as const;

/** The hash of a password as it was made before passwords were normalized. */
function oldHash(email: string, password: string): Promise<string> {
  const salt = createHmac('sha256', derivedKey('password-salt')).update(email).digest().subarray(0, 16);
  const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
  return hash(password, { ...cost, salt, secret: derivedKey('password-pepper') });
}

const enter = (email: string, password: string) => signIn(makeGuest(), { email, password });
const hashOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).passwordHash;

describe('a password', () => {
  it.each(FORMS)('that was chosen %s is accepted in every form', async (_how, chosen) => {
    const { email } = await makeAccount({ password: chosen, verified: true });
    for (const [how, typed] of FORMS) expect((await enter(email, typed)).ok, how).toBe(true);
    expect((await enter(email, COMPOSED.toLowerCase())).ok).toBe(false);
  });

  it('with an old hash of another form works, and then works in every form', async () => {
    const { id, email } = await makeAccount({ verified: true });
    const decomposed = COMPOSED.normalize('NFD');
    await db().user.update({ where: { id }, data: { passwordHash: await oldHash(email, decomposed) } });
    expect((await enter(email, decomposed)).ok).toBe(true);
    expect(await hashOf(id)).toBe(await oldHash(email, COMPOSED));
    for (const [how, typed] of FORMS) expect((await enter(email, typed)).ok, how).toBe(true);
  });

  it('with control characters and an old hash works', async () => {
    const { id, email } = await makeAccount({ verified: true });
    const typed = 'seven green\tlanterns e\u0301';
    await db().user.update({ where: { id }, data: { passwordHash: await oldHash(email, typed) } });
    expect((await enter(email, typed)).ok).toBe(true);
    expect((await enter(email, typed.normalize('NFC'))).ok).toBe(true);
  });

  it('opens the account of the confirmed address, with its old hash, where a claim has the new one', async () => {
    const { id, email } = await makeAccount({ verified: true });
    const claim = await makeAccount({ email, password: COMPOSED });
    const old = await oldHash(email, COMPOSED.normalize('NFD'));
    await db().user.update({ where: { id }, data: { passwordHash: old } });
    const typed = { email, password: COMPOSED.normalize('NFD') };
    expect(granted(await enter(email, typed.password)).userId).toBe(id);
    const browser = { userAgent: null, token: claim.browserToken };
    expect(granted(await signIn(makeGuest(), typed, browser)).userId, 'in the browser of the claim').toBe(id);
    expect(await hashOf(id)).toBe(old);
  });

  it('is confirmed in every form, and its old hash is renewed', async () => {
    const { id, email } = await makeAccount({ verified: true });
    const { sessionId } = granted(await enter(email, 'twelve green lanterns hum'));
    const session = await resolveSession(sessionId, null);
    if (!session) throw new Error('Not signed in.');
    const decomposed = COMPOSED.normalize('NFD');
    await db().user.update({ where: { id }, data: { passwordHash: await oldHash(email, decomposed) } });
    granted(await beginSecondFactor(session.actor, { password: decomposed }));
    expect(await hashOf(id)).toBe(await oldHash(email, COMPOSED));
    granted(await beginSecondFactor(session.actor, { password: COMPOSED }));
    expect(await beginSecondFactor(session.actor, { password: OTHER_PASSWORD })).toMatchObject({ ok: false });
  });
});
