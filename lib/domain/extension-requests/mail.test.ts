import { expect, it } from 'vitest';
import { db } from '@/lib/db/client';
import { mailExtensionRequest } from '@/lib/domain/extension-requests/mail';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { mailsTo } from '@/lib/testing/factories/mails';
import { makeMember } from '@/lib/testing/factories/members';

it('tells owners and admins who asks, why, until when to answer, and when the session would end', async () => {
  const owner = await makeMember('owner');
  const { workspaceId } = owner;
  const developer = await makeMember('developer', { workspaceId });
  const impersonation = await makeImpersonation(await makeStaff(), developer, {
    startedAt: new Date('2026-11-27T09:00:30Z'),
  });
  await db().$transaction((tx) => mailExtensionRequest(tx, impersonation.id, 'The test call fails again.'));

  const mailed = async (actor: { userId: string }) =>
    mailsTo((await db().user.findUniqueOrThrow({ where: { id: actor.userId } })).email);
  const [mail, ...more] = await mailed(owner);
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Support asks for more time in Test workspace');
  expect(mail?.text).toContain('Grace Hopper (Onboarding)');
  expect(mail?.text).toContain('as Test developer');
  expect(mail?.text).toContain('asks for 30 more minutes');
  expect(mail?.text).toContain('The test call fails again.');
  expect(mail?.text).toContain('before the session ends at 2026-11-27 09:30 UTC');
  expect(mail?.text).toContain('the session ends at 2026-11-27 10:00 UTC');
  expect(mail?.text).toContain(`/settings/support-access?workspace=${workspaceId}`);
  expect(await mailed(developer)).toEqual([]);
});
