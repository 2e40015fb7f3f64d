import { beforeEach, expect, it } from 'vitest';
import { DAY, setClockOffset } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { createInvitation } from '@/lib/domain/invitations/create';
import { readInvitationLink } from '@/lib/domain/invitations/read-link';
import { signUpInvited } from '@/lib/domain/invitations/sign-up';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeGuest,
  makeSession,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';

const refused = (code: string) => ({ ok: false, refusal: { code } });

let admin: MemberActor;
let email: string;

beforeEach(async () => {
  admin = await makeMember('admin');
  email = makeEmail();
  return () => setClockOffset(0);
});

/** Invites the address and returns the token in the mail. */
async function invite(): Promise<string> {
  granted(await createInvitation(admin, { email, role: 'developer' }));
  return /token=([0-9A-Za-z]{43})/.exec((await mailsTo(email)).at(-1)?.text ?? '')?.[1] ?? '';
}

const signUp = (token: string, more: object = {}) =>
  signUpInvited(makeGuest(), { token, name: 'Ada', password: PASSWORD, ...more });

it('joins with a new account, a confirmed address and no workspace of its own, once', async () => {
  const token = await invite();
  const { name: workspaceName } = await db().workspace.findUniqueOrThrow({
    where: { id: admin.workspaceId },
  });
  expect(await readInvitationLink(makeGuest(), { token })).toEqual({
    ok: true,
    value: { email, role: 'developer', workspaceName, hasAccount: false },
  });
  expect(await signUp(token)).toEqual({ ok: true, value: { email } });
  const { workspaceId } = admin;
  expect(await actorOf(await makeSession(email))).toMatchObject({
    workspaceId,
    role: 'developer',
    emailVerified: true,
  });
  const user = await db().user.findFirstOrThrow({ where: { email }, include: { memberships: true } });
  expect(user.memberships).toHaveLength(1);
  const events = await db().auditEvent.findMany({
    where: { workspaceId, targetId: user.id },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ action }) => action).slice(0, 2)).toEqual(['user.sign_up', 'member.join']);
  expect(await signUp(token)).toMatchObject(refused('INVALID_LINK'));
  expect(await readInvitationLink(makeGuest(), { token })).toMatchObject(refused('INVALID_LINK'));
});

it('makes one account of parallel posts', async () => {
  const token = await invite();
  const answers = await Promise.all([signUp(token), signUp(token), signUp(token)]);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db().user.count({ where: { email } })).toBe(1);
});

it('makes no second account for a confirmed address, and keeps the invitation', async () => {
  await makeAccount({ email, verified: true });
  const token = await invite();
  expect(granted(await readInvitationLink(makeGuest(), { token }))).toMatchObject({
    email,
    hasAccount: true,
  });
  expect(await signUp(token, { password: 'nobody counts the lighthouses' })).toMatchObject(
    refused('CONFLICT'),
  );
  expect(await db().user.count({ where: { email } })).toBe(1);
  expect(await db().invitation.count({ where: { email } })).toBe(1);
});

it('refuses a weak password and keeps the link, and refuses one that has expired', async () => {
  const token = await invite();
  expect(await signUp(token, { password: 'passwordpassword' })).toMatchObject({
    refusal: { fields: { password: expect.any(String) } },
  });
  expect(await signUp('x'.repeat(43))).toMatchObject(refused('INVALID_LINK'));
  setClockOffset(8 * DAY);
  expect(await signUp(token)).toMatchObject(refused('INVALID_LINK'));
  setClockOffset(0);
  expect(await signUp(token)).toMatchObject({ ok: true });
});
