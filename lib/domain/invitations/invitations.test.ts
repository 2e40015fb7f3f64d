import { beforeEach, expect, it } from 'vitest';
import { DAY, now, SECOND, setClockOffset } from '@/lib/clock';
import { unseal } from '@/lib/crypto';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { acceptInvitation } from '@/lib/domain/invitations/accept';
import { createInvitation } from '@/lib/domain/invitations/create';
import { INVITATIONS_A_DAY } from '@/lib/domain/invitations/limit-sent';
import { listInvitations } from '@/lib/domain/invitations/list';
import { withdrawInvitation } from '@/lib/domain/invitations/withdraw';
import { BODY_PURPOSE } from '@/lib/domain/mails/body';
import { resolveSession } from '@/lib/domain/sessions/resolve';
import { startSession } from '@/lib/domain/sessions/start';
import { limiter } from '@/lib/domain/throttle/limiter';
import { granted } from '@/lib/testing/factories/api-keys';
import { makeInvitations } from '@/lib/testing/factories/invitations';
import { emailOf, makeMember } from '@/lib/testing/factories/members';

let admin: MemberActor;
let invited: MemberActor;
let email: string;

beforeEach(async () => {
  admin = await makeMember('admin');
  const person = await makeMember('owner', { emailVerified: false });
  const { userId, workspaceId } = person;
  const sessionId = await db().$transaction((tx) =>
    startSession(tx, { userId, workspaceId, address: null, userAgent: null }),
  );
  invited = { ...person, sessionId };
  email = await emailOf(person);
});

const refused = (code: string) => ({ ok: false, refusal: { code } });

/** Invites the person and returns the token in the mail. */
async function invite(): Promise<string> {
  expect(await createInvitation(admin, { email, role: 'developer' })).toMatchObject({ ok: true });
  const mails = await db().mail.findMany({ where: { recipient: email }, orderBy: { createdAt: 'asc' } });
  const texts = mails.map(({ sealedBody }) => (sealedBody ? unseal(BODY_PURPOSE, sealedBody) : ''));
  return /token=([0-9A-Za-z]{43})/.exec(texts.at(-1) ?? '')?.[1] ?? '';
}

it('joins the workspace with the role, once, confirms the address, and continues the session there', async () => {
  const token = await invite();
  const { workspaceId } = admin;
  expect(await acceptInvitation(invited, { token })).toMatchObject({ ok: true, value: { workspaceId } });
  expect(await resolveSession(invited.sessionId, null)).toMatchObject({
    actor: { workspaceId, role: 'developer', emailVerified: true },
  });
  expect(await acceptInvitation(invited, { token })).toMatchObject(refused('INVALID_LINK'));
  expect(await createInvitation(admin, { email, role: 'viewer' })).toMatchObject(refused('INVALID_REQUEST'));
});

it('is only for its address, and still works after somebody else has tried', async () => {
  const token = await invite();
  const other = await makeMember('owner');
  expect(await acceptInvitation(other, { token })).toMatchObject(refused('FORBIDDEN'));
  expect(await acceptInvitation(invited, { token })).toMatchObject({ ok: true });
});

it('refuses somebody who is a member already, and says so', async () => {
  const token = await invite();
  const { userId } = invited;
  const { workspaceId } = admin;
  await db().membership.create({ data: { workspaceId, userId, role: 'viewer' } });
  expect(await acceptInvitation(invited, { token })).toMatchObject(refused('CONFLICT'));
  expect(await db().auditEvent.count({ where: { action: 'member.join', targetId: userId } })).toBe(0);
});

it('is sent only by somebody who may still invite when it is their turn', async () => {
  const { workspaceId, userId } = admin;
  await db().membership.updateMany({ where: { workspaceId, userId }, data: { role: 'viewer' } });
  expect(await createInvitation(admin, { email, role: 'admin' })).toMatchObject(refused('FORBIDDEN'));
});

it('ends after 7 days, when it is sent again, and when it is withdrawn', async () => {
  const first = await invite();
  const second = await invite();
  expect(await acceptInvitation(invited, { token: first })).toMatchObject(refused('INVALID_LINK'));
  setClockOffset(8 * DAY);
  expect(await acceptInvitation(invited, { token: second })).toMatchObject(refused('INVALID_LINK'));
  setClockOffset(0);

  const { invitations } = granted(await listInvitations(admin, {}));
  expect(invitations).toMatchObject([
    { email, role: 'developer', isExpired: false, invitedBy: 'Test admin' },
  ]);
  const invitationId = invitations[0]?.id;
  const stranger = await makeMember('owner');
  expect(await withdrawInvitation(stranger, { invitationId })).toMatchObject(refused('NOT_FOUND'));
  expect(granted(await listInvitations(stranger, {})).invitations).toEqual([]);
  expect(await withdrawInvitation(admin, { invitationId })).toMatchObject({ ok: true });
  expect(await acceptInvitation(invited, { token: second })).toMatchObject(refused('INVALID_LINK'));
});

it('needs a confirmed address of the inviter, and invites no owners', async () => {
  const unproven = await makeMember('owner', { emailVerified: false });
  expect(await createInvitation(unproven, { email, role: 'viewer' })).toMatchObject(
    refused('EMAIL_NOT_VERIFIED'),
  );
  expect(await createInvitation(admin, { email, role: 'owner' })).toMatchObject(refused('INVALID_REQUEST'));
});

it('is found by a part of its address, page by page, by owners and admins only', async () => {
  for (const name of ['ada', 'bea', 'bob']) {
    granted(await createInvitation(admin, { email: `${name}@partner.test`, role: 'viewer' }));
  }
  const found = async (input: object) => {
    const { invitations, nextCursor } = granted(await listInvitations(admin, input));
    return { names: invitations.map((each) => each.email.split('@')[0]), cursor: nextCursor ?? undefined };
  };
  expect((await found({ search: 'B' })).names).toEqual(['bob', 'bea']);
  expect((await found({ search: '%' })).names).toEqual([]);
  const first = await found({ limit: '2' });
  expect(first.names).toEqual(['bob', 'bea']);
  expect(await found({ limit: '2', cursor: first.cursor })).toEqual({ names: ['ada'], cursor: undefined });
  expect(await listInvitations(admin, { cursor: 'x' })).toMatchObject(refused('INVALID_REQUEST'));
  const { workspaceId } = admin;
  for (const role of ['developer', 'viewer'] as const) {
    const member = await makeMember(role, { workspaceId });
    expect(await listInvitations(member, {})).toMatchObject(refused('FORBIDDEN'));
  }
});

it('is sent a limited number of times in a day by a workspace and by a person, also if it is withdrawn', async () => {
  const { workspaceId, userId } = admin;
  const owner = await makeMember('owner', { workspaceId });
  const elsewhere = { ...admin, workspaceId: (await makeMember()).workspaceId };
  await db().membership.create({ data: { workspaceId: elsewhere.workspaceId, userId, role: 'admin' } });
  const counters = limiter('invitation:sent', INVITATIONS_A_DAY, DAY / SECOND);
  await counters.consume(workspaceId, INVITATIONS_A_DAY - 1);
  await counters.consume(userId, INVITATIONS_A_DAY - 2);
  await invite();
  const { invitations } = granted(await listInvitations(admin, {}));
  granted(await withdrawInvitation(admin, { invitationId: invitations[0]?.id }));
  expect(await createInvitation(owner, { email, role: 'viewer' })).toMatchObject(
    refused('TOO_MANY_ATTEMPTS'),
  );
  const others = ['one@partner.test', 'two@partner.test'].map((to) => ({ email: to, role: 'viewer' }));
  expect(await createInvitation(elsewhere, others[0])).toMatchObject({ ok: true });
  expect(await createInvitation(elsewhere, others[1])).toMatchObject(refused('TOO_MANY_ATTEMPTS'));
});

it('does not count as open when it has expired', async () => {
  await makeInvitations(admin, 100);
  await db().invitation.updateMany({
    where: { workspaceId: admin.workspaceId, email: { startsWith: 'person-01@' } },
    data: { expiresAt: now() },
  });
  await invite();
  expect(await createInvitation(admin, { email: 'last@partner.test', role: 'viewer' })).toMatchObject(
    refused('CONFLICT'),
  );
});
