import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { STRANGERS_SIGN_UPS } from '@/lib/domain/throttle/attempt-counters';
import { signIn } from '@/lib/domain/users/sign-in';
import { signUp } from '@/lib/domain/users/sign-up';
import {
  makeAccount,
  makeEmail,
  makeGuest,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { mailsTo } from '@/lib/testing/factories/mails';

const form = (more: object = {}) => ({
  name: 'Ada Lovelace',
  email: makeEmail(),
  password: PASSWORD,
  workspaceName: 'Engines',
  ...more,
});

describe('signUp', () => {
  it('creates a user, a workspace that they own, and play money with a ledger entry', async () => {
    const input = form();
    expect(await signUp(makeGuest(), { ...input, email: ` ${input.email.toUpperCase()} ` }, 'UGX')).toEqual({
      ok: true,
      value: null,
    });
    const user = await db().user.findFirstOrThrow({
      where: { email: input.email },
      include: { memberships: { include: { workspace: { include: { ledger: true } } } } },
    });
    expect(user).toMatchObject({ name: 'Ada Lovelace', kind: 'member', emailVerifiedAt: null });
    const [membership] = user.memberships;
    expect(membership?.role).toBe('owner');
    expect(membership?.workspace.name).toBe('Engines');
    expect(membership?.workspace.currency).toBe('UGX');
    expect(membership?.workspace.sandboxBalance).toBeGreaterThan(0n);
    expect(membership?.workspace.liveBalance).toBe(0n);
    expect(membership?.workspace.ledger.map(({ amount }) => amount)).toEqual([
      membership?.workspace.sandboxBalance,
    ]);
  });

  it('audits the user and the workspace', async () => {
    const { id, memberships } = await makeAccount();
    const events = await db().auditEvent.findMany({
      where: { workspaceId: memberships[0]?.workspaceId },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action, targetId }) => [action, targetId])).toEqual([
      ['workspace.create', memberships[0]?.workspaceId],
      ['user.sign_up', id],
    ]);
  });

  it('stores an argon2id hash and never the password', async () => {
    const { passwordHash } = await makeAccount();
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(passwordHash).not.toContain(PASSWORD);
  });

  it('does not shorten long and Unicode passwords', async () => {
    const email = makeEmail();
    const password = `${'pünktlich 🐎 '.repeat(20)}end`;
    expect((await signUp(makeGuest(), form({ email, password }), 'EUR')).ok).toBe(true);
    expect((await signIn(makeGuest(), { email, password })).ok).toBe(true);
    const shortened = await signIn(makeGuest(), { email, password: password.slice(0, -1) });
    expect(shortened).toMatchObject({ ok: false, refusal: { code: 'INVALID_CREDENTIALS' } });
  });

  it.each([
    ['too short', { password: 'fourteen chars' }, 'password'],
    ['too long', { password: 'long words '.repeat(100) }, 'password'],
    ['common', { password: 'passwordpassword' }, 'password'],
    ['made of product words', { password: 'keydesk-keydesk' }, 'password'],
    ["made of the person's own words", { name: 'Adalovelace', password: 'adalovelace1815' }, 'password'],
    ['without a name', { name: ' ' }, 'name'],
    ['with an unprintable name', { name: 'Ada\u202e' }, 'name'],
    ['with an address that is none', { email: 'ada@' }, 'email'],
    ['without a workspace', { workspaceName: '' }, 'workspaceName'],
    ['with what nobody offered', { role: 'owner' }, 'role'],
  ])('refuses a sign-up %s', async (_, more, field) => {
    const result = await signUp(makeGuest(), form(more), 'EUR');
    expect(result).toMatchObject({ ok: false, refusal: { code: 'INVALID_REQUEST' } });
    expect(result.ok || Object.keys(result.refusal.fields ?? {})).toEqual([field]);
  });

  it('creates one account if the form is sent twice at once', async () => {
    const input = form();
    const results = await Promise.all([signUp(makeGuest(), input, 'EUR'), signUp(makeGuest(), input, 'EUR')]);
    expect(results.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await db().user.count({ where: { email: input.email } })).toBe(1);
    expect(await mailsTo(input.email)).toHaveLength(1);
  });

  it('throttles a network, but no other one that signs up with the address', async () => {
    const email = makeEmail();
    const stranger = makeGuest();
    for (let n = 0; n < 6; n++) await signUp(stranger, form({ email, password: `${PASSWORD} ${n}` }), 'EUR');
    const again = form({ email, password: OTHER_PASSWORD });
    expect(await signUp(stranger, again, 'EUR')).toMatchObject({ refusal: { code: 'TOO_MANY_ATTEMPTS' } });
    expect((await signUp(makeGuest(), again, 'EUR')).ok).toBe(true);
  });

  it('emails nothing that a user typed', async () => {
    const email = makeEmail();
    const typed = { name: 'Visit https://evil.example', workspaceName: 'Call +1 555 0100 now' };
    expect((await signUp(makeGuest(), form({ email, ...typed }), 'EUR')).ok).toBe(true);
    const [mail] = await mailsTo(email);
    expect(mail?.text).toContain('/verify-email?token=');
    for (const word of ['evil', 'Visit', '555']) expect(JSON.stringify(mail)).not.toContain(word);
  });

  it('creates one account for all forms of a password', async () => {
    const input = form({ password: 'pünktlich genießen' });
    for (const password of [input.password, input.password.normalize('NFD'), 'pünktlich\u00a0genießen']) {
      expect((await signUp(makeGuest(), { ...input, password }, 'EUR')).ok).toBe(true);
    }
    expect(await db().user.count({ where: { email: input.email } })).toBe(1);
  });
});

describe('signUp with a known address', () => {
  it('gives the same response and sign-in as with an unknown one', async () => {
    const known = await makeAccount({ verified: true });
    const outcomes = [];
    for (const email of [makeEmail(), known.email]) {
      const input = form({ email, password: OTHER_PASSWORD });
      const signedUp = await signUp(makeGuest(), input, 'EUR');
      const signedIn = await signIn(makeGuest(), { email, password: OTHER_PASSWORD });
      const again = await signIn(makeGuest(), { email, password: OTHER_PASSWORD });
      const wrong = await signIn(makeGuest(), { email, password: 'neither of the two it is' });
      outcomes.push({ signedUp, signedIn: signedIn.ok, again: again.ok, wrong });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[0]).toMatchObject({ signedUp: { ok: true }, signedIn: true, again: true });
  });

  it('creates another account and does not change the first', async () => {
    const known = await makeAccount({ verified: true });
    const claim = await makeAccount({ email: known.email, password: OTHER_PASSWORD });
    expect(claim.id).not.toBe(known.id);
    expect(claim.memberships[0]?.workspaceId).not.toBe(known.memberships[0]?.workspaceId);
    expect(await signIn(makeGuest(), { email: known.email, password: PASSWORD })).toMatchObject({
      ok: true,
      value: { userId: known.id },
    });
  });

  it('emails the owner, without a link that would confirm the new account', async () => {
    const known = await makeAccount({ verified: true });
    await makeAccount({ email: known.email, password: OTHER_PASSWORD });
    const [latest] = await mailsTo(known.email);
    expect(latest?.subject).toBe('You already have a Keydesk account');
    expect(latest?.text).not.toContain('token=');
  });

  it('creates nothing if the password is the same', async () => {
    const known = await makeAccount({ verified: true });
    expect((await signUp(makeGuest(), form({ email: known.email }), 'EUR')).ok).toBe(true);
    expect(await db().user.count({ where: { email: known.email } })).toBe(1);
  });
});

it('limits the passwords that all networks together can try on one address', async () => {
  const email = makeEmail();
  const attempt = (n: number) =>
    signUp(
      { kind: 'system', address: `198.51.${n >> 8}.${n & 255}` },
      form({ email, password: `${PASSWORD} ${n}` }),
      'EUR',
    );
  const results = [];
  for (let n = 0; n < STRANGERS_SIGN_UPS + 3; n++) results.push(await attempt(n));
  expect(results.filter(({ ok }) => ok)).toHaveLength(STRANGERS_SIGN_UPS);
});
