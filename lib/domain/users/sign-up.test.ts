import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { STRANGERS_SIGN_UPS } from '@/lib/domain/throttle/attempt-counters';
import { issueToken } from '@/lib/domain/users/one-time-token';
import { signIn } from '@/lib/domain/users/sign-in';
import { signUp } from '@/lib/domain/users/sign-up';
import {
  makeAccount,
  makeEmail,
  makeGuest,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailsTo } from '@/lib/testing/factories/mails';

const form = (more: object = {}) => ({
  name: 'Ada Lovelace',
  email: makeEmail(),
  password: PASSWORD,
  workspaceName: 'Engines',
  ...more,
});

const CONFLICT = { ok: false, refusal: { code: 'CONFLICT' } };

/** A token that could have been mailed for a user before another one confirmed the address. */
const oldLinkToken = (userId: string) => db().$transaction((tx) => issueToken(tx, userId, 'verifyEmail'));

describe('signUp', () => {
  it('creates a user, a workspace that they own, and play money with a ledger entry', async () => {
    const input = form();
    expect(
      await signUp(makeGuest(), { ...input, email: ` ${input.email.toUpperCase()} ` }, 'UGX'),
    ).toMatchObject({
      ok: true,
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

  it('audits the user, the workspace and the session', async () => {
    const { id, memberships } = await makeAccount();
    const events = await db().auditEvent.findMany({
      where: { workspaceId: memberships[0]?.workspaceId },
      orderBy: { id: 'asc' },
    });
    expect(events.map(({ action, targetId }) => [action, targetId])).toEqual([
      ['workspace.create', memberships[0]?.workspaceId],
      ['user.sign_up', id],
      ['user.sign_in', id],
    ]);
  });

  it('stores an argon2id hash and never the password', async () => {
    const { passwordHash } = await makeAccount();
    expect(passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(passwordHash).not.toContain(PASSWORD);
  });

  it('does not shorten long and Unicode passwords', async () => {
    const password = `${'pünktlich 🐎 '.repeat(20)}end`;
    const { email } = await makeAccount({ password, verified: true });
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
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject(CONFLICT);
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
    for (const word of ['evil', 'Visit', '555 0100']) expect(JSON.stringify(mail)).not.toContain(word);
  });

  it('creates one account for all forms of a password', async () => {
    const input = form({ password: 'pünktlich genießen' });
    expect((await signUp(makeGuest(), input, 'EUR')).ok).toBe(true);
    for (const password of [input.password.normalize('NFD'), 'pünktlich\u00a0genießen']) {
      expect(await signUp(makeGuest(), { ...input, password }, 'EUR')).toMatchObject(CONFLICT);
    }
    expect(await db().user.count({ where: { email: input.email } })).toBe(1);
  });
});

describe('signUp with a known address', () => {
  it('gives the same response and sessions as with an unknown one', async () => {
    const known = await makeAccount({ verified: true });
    const outcomes = [];
    for (const email of [makeEmail(), known.email]) {
      const input = form({ email, password: OTHER_PASSWORD });
      const { sessionId } = granted(await signUp(makeGuest(), input, 'EUR'));
      const session = await resolveSession(sessionId, null);
      const again = await signUp(makeGuest(), input, 'EUR');
      const signedIn = await signIn(makeGuest(), { email, password: OTHER_PASSWORD });
      const wrong = await signIn(makeGuest(), { email, password: 'neither of the two it is' });
      outcomes.push({ kind: session?.kind, again, signedIn, wrong });
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[0]).toMatchObject({
      kind: 'member',
      again: CONFLICT,
      signedIn: { refusal: { code: 'EMAIL_NOT_VERIFIED' } },
    });
  });

  it('opens the account of the owner only, whichever password is entered', async () => {
    const known = await makeAccount({ verified: true });
    const claim = await makeAccount({ email: known.email, password: OTHER_PASSWORD });
    expect(claim.id).not.toBe(known.id);
    expect(claim.memberships[0]?.workspaceId).not.toBe(known.memberships[0]?.workspaceId);
    const enter = (password: string, linkToken?: string) =>
      signIn(makeGuest(), { email: known.email, password, linkToken });
    expect(granted(await enter(PASSWORD)).userId).toBe(known.id);
    for (const linkToken of [undefined, await oldLinkToken(claim.id)]) {
      expect(await enter(OTHER_PASSWORD, linkToken)).toMatchObject({
        refusal: { code: 'EMAIL_NOT_VERIFIED' },
      });
    }
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
    expect(await signUp(makeGuest(), form({ email: known.email }), 'EUR')).toMatchObject(CONFLICT);
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
