import { fillSignIn, openMailedLink } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { createInvitation } from '@/lib/domain/invitations/create';
import { makeAccount, makeEmail, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeMember } from '@/lib/testing/factories/members';

test('a person who was removed signs in, and creates a workspace', async ({ page, expectAccessible }) => {
  const { id, email } = await makeAccount({ verified: true });
  await db().membership.deleteMany({ where: { userId: id } });
  await fillSignIn(page, email);
  await expect(page.getByRole('heading', { name: 'You are in no workspace' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/settings/members');
  await expect(page).toHaveURL(/\/workspaces$/);
  await page.getByRole('link', { name: 'Create workspace' }).click();
  await page.getByLabel('Workspace name').fill('Fresh start');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Fresh start' })).toBeVisible();
});

test('a person without a workspace accepts an invitation', async ({ page, waitForMail }) => {
  const admin = await makeMember('admin');
  const { id, email } = await makeAccount({ verified: true });
  await db().membership.deleteMany({ where: { userId: id } });
  await createInvitation(admin, { email, role: 'developer' });
  await openMailedLink(page, await waitForMail(email, 'You are invited'), 'invitation');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Join workspace' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Test workspace' })).toBeVisible();
});

test('a person without a workspace deletes their account', async ({ page, expectAccessible }) => {
  const { id, email } = await makeAccount({ verified: true });
  await db().membership.deleteMany({ where: { userId: id } });
  await fillSignIn(page, email);
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(page).toHaveURL(/\/login/);
  expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({ name: 'Deleted account' });
});

test('a guest signs up from an invitation and is in that workspace only', async ({
  page,
  waitForMail,
  expectAccessible,
}) => {
  const admin = await makeMember('admin');
  const email = makeEmail();
  await createInvitation(admin, { email, role: 'developer' });
  await openMailedLink(page, await waitForMail(email, 'You are invited'), 'invitation');
  await expect(page.getByLabel('Email')).toHaveValue(email);
  await page.getByRole('button', { name: 'Create account and join' }).click();
  await expect(page.getByLabel('Name')).toHaveAccessibleDescription('Enter your name.');
  await expectAccessible(page);
  await page.getByLabel('Name').fill('Ada Lovelace');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account and join' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Test workspace' })).toBeVisible();
  const user = await db().user.findFirstOrThrow({ where: { email }, include: { memberships: true } });
  expect(user).toMatchObject({
    emailVerifiedAt: expect.any(Date),
    memberships: [{ workspaceId: admin.workspaceId, role: 'developer' }],
  });
});
