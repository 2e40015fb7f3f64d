import { expect, it } from 'vitest';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { mailActRequest } from '@/lib/domain/act-requests/mail';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';

it('tells owners and admins with a confirmed address who asks, why, and where to answer', async () => {
  const owner = await makeMember('owner');
  const { workspaceId } = owner;
  const admin = await makeMember('admin', { workspaceId });
  const unconfirmed = await makeMember('admin', { workspaceId, emailVerified: false });
  const disabled = await makeMember('admin', { workspaceId });
  await db().user.update({ where: { id: disabled.userId }, data: { disabledAt: now() } });
  const developer = await makeMember('developer', { workspaceId });
  const stranger = await makeMember('owner');
  const impersonation = await makeImpersonation(await makeStaff(), developer);
  await db().$transaction((tx) => mailActRequest(tx, impersonation.id, 'Take the old address off the list.'));

  const mailed = async (actor: { userId: string }) =>
    mailsTo((await db().user.findUniqueOrThrow({ where: { id: actor.userId } })).email);
  for (const actor of [owner, admin]) {
    const [mail, ...more] = await mailed(actor);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Support asks to make changes in Test workspace');
    expect(mail?.text).toContain('Grace Hopper (Onboarding)');
    expect(mail?.text).toContain('as Test developer');
    expect(mail?.text).toContain('T-1001');
    expect(mail?.text).toContain('Take the old address off the list.');
    expect(mail?.text).toContain('/settings/support-access');
  }
  for (const actor of [unconfirmed, disabled, developer, stranger]) expect(await mailed(actor)).toEqual([]);
});
