import { beforeEach, expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { changeStaffRole } from '@/lib/domain/staff/change-role';
import { createStaff } from '@/lib/domain/staff/create';
import { disableStaff } from '@/lib/domain/staff/disable';
import { resetStaff } from '@/lib/domain/staff/reset';
import { signInByOpenId } from '@/lib/domain/staff/sign-in-by-openid';
import { signIn } from '@/lib/domain/users/sign-in';
import { makeAccount, makeEmail, makeGuest } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';

const ISSUER = 'https://login.acme.example';
const refused = { ok: false, refusal: expect.objectContaining({ code: 'FORBIDDEN' }) };

let email: string;
let subject: string;
let id: string;
let password: string;

const enter = (changes: object = {}) =>
  signInByOpenId(makeGuest(), { issuer: ISSUER, subject, email, emailVerified: true, ...changes });

beforeEach(async () => {
  email = makeEmail();
  subject = `sub-${email}`;
  const person = { email, name: 'Grace', role: 'support', team: 'Care' };
  ({ id, password } = granted(await createStaff(SYSTEM, person)));
});

it('signs in a staff member, ready to work, and audits the link and the sign-in', async () => {
  const { sessionId } = granted(await enter());
  expect(await resolveSession(sessionId, null)).toMatchObject({
    kind: 'staff',
    actor: { userId: id, role: 'support' },
    ready: true,
  });
  const events = await db().auditEvent.findMany({ where: { targetId: id }, orderBy: { id: 'asc' } });
  expect(events.map(({ action, actorKind, detail }) => [action, actorKind, detail])).toEqual([
    ['staff.create', 'system', expect.anything()],
    ['staff.link_openid', 'system', {}],
    ['user.sign_in', 'staff', { secondFactor: 'openid' }],
  ]);
});

it('recognizes them by issuer and subject from then on', async () => {
  granted(await enter());
  expect((await enter({ email: makeEmail(), emailVerified: false })).ok).toBe(true);
  expect((await enter({ email: undefined })).ok).toBe(true);
  expect(await enter({ subject: 'another' }), 'the address was given to somebody else').toEqual(refused);
  expect(await enter({ issuer: 'https://login.evil.example' })).toEqual(refused);
});

it.each([
  ['an address that is not verified', { emailVerified: false }],
  ['no address', { email: undefined }],
  ['an address that is none', { email: 'grace' }],
  ['an address of nobody here', { email: 'nobody@acme.example' }],
])('refuses %s', async (_what, changes) => {
  expect(await enter(changes)).toEqual(refused);
  expect(await db().session.count({ where: { userId: id } })).toBe(0);
});

it('refuses customers, even one whose row has the subject', async () => {
  const customer = await makeAccount({ verified: true });
  expect(await enter({ email: customer.email })).toEqual(refused);
  await db().user.update({ where: { id: customer.id }, data: { oidcSubject: `${ISSUER} theirs` } });
  expect(await enter({ subject: 'theirs', email: undefined })).toEqual(refused);
});

it('refuses disabled staff, linked or not', async () => {
  granted(await enter());
  granted(await disableStaff(SYSTEM, { email }));
  expect(await enter()).toEqual(refused);
});

it('links one of two accounts that sign in at once', async () => {
  const results = await Promise.all(['first', 'second'].map((sub) => enter({ subject: sub })));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
});

it('removes the one-time password', async () => {
  granted(await enter());
  expect((await signIn(makeGuest(), { email, password })).ok).toBe(false);
});

it('can be linked again after a reset', async () => {
  granted(await enter());
  granted(await resetStaff(SYSTEM, { email }));
  granted(await changeStaffRole(SYSTEM, { email, role: 'lead' }));
  expect((await enter({ subject: 'a new account' })).ok).toBe(true);
});
