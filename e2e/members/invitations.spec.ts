import type { Page } from '@playwright/test';
import { openMailedLink } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { createInvitation } from '@/lib/domain/invitations/create';
import { makeEmail } from '@/lib/testing/factories/accounts';
import { makeInvitations } from '@/lib/testing/factories/invitations';
import { makeMember } from '@/lib/testing/factories/members';

const PATH = '/settings/members';

const invitations = (page: Page) => page.getByRole('list', { name: 'Invitations' }).getByRole('listitem');

test('an admin invites somebody, sends the link again and withdraws it', async ({
  page,
  waitForMail,
  signIn,
  expectAccessible,
}) => {
  const admin = await makeMember('admin');
  const email = makeEmail();
  await signIn(admin);
  await page.goto(PATH);
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByLabel('Email').fill('nobody');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(dialog.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('button', { name: 'Send invitation' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(invitations(page)).toHaveText([/Viewer.*from Test admin/]);
  const mail = await waitForMail(email, 'You are invited');

  await page.getByRole('button', { name: `Send again: ${email}` }).click();
  await expect(page.getByText(`A new link is sent to ${email}`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Withdraw: ${email}` }).click();
  await expect(page.getByText('Nobody is invited at the moment.')).toBeVisible();
  await expect(page.getByRole('main')).toBeFocused();

  await openMailedLink(page, mail, 'invitation');
  await expect(
    page.getByText('This invitation has expired, was withdrawn or was already used.'),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Join workspace' })).toHaveCount(0);
  await expectAccessible(page);
});

test('the URL keeps the search and the page of the invitations, next to the filter of the members', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  await makeInvitations(owner, 25);
  await signIn(owner);
  await page.goto(`${PATH}?role=owner`);
  await expect(invitations(page)).toHaveCount(20);
  const pages = page.getByRole('navigation', { name: 'Pages of invitations' });
  await pages.getByRole('link', { name: 'Older' }).click();
  await expect(invitations(page)).toHaveCount(5);
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Search invitations' }).fill('person-07');
  await expect(invitations(page)).toHaveText([/^person-07@/]);
  await expect(page).toHaveURL(/role=owner.*invited=person-07/);
  await page.getByRole('searchbox', { name: 'Search', exact: true }).fill('owner');
  await expect(page).toHaveURL(/q=owner/);
  await expect(invitations(page)).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Search invitations' }).fill('nobody');
  await expect(page.getByText('No invitation matches.')).toBeVisible();
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(invitations(page)).toHaveCount(20);
  await expect(page).toHaveURL(/q=owner/);
});

test('an invitation says that it is for another address, and to a guest that it ended', async ({
  page,
  waitForMail,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const email = makeEmail();
  await createInvitation(owner, { email, role: 'developer' });
  const mail = await waitForMail(email, 'You are invited');
  await signIn(await makeMember());
  await openMailedLink(page, mail, 'invitation');
  await expect(page.getByText(`This invitation is for ${email}.`)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Use another account' })).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await openMailedLink(page, mail, 'invitation');
  await expect(page.getByRole('button', { name: 'Create account and join' })).toBeVisible();
  await db().invitation.deleteMany({ where: { email } });
  await page.reload();
  await expect(page.getByText('Ask for a new one.')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/login$/);
});
