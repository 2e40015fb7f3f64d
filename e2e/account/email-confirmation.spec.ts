import { expectSignedIn, fillSignIn, giveCredentials, openMailedLink } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeAccount, OTHER_PASSWORD } from '@/lib/testing/factories/accounts';

test('an address is confirmed with a button, after signing in to its account', async ({
  page,
  waitForMail,
  expectAccessible,
}) => {
  const { id, email } = await makeAccount();
  const isVerified = async () =>
    (await db().user.findUniqueOrThrow({ where: { id } })).emailVerifiedAt !== null;
  const mail = await waitForMail(email, 'confirm that the address is yours');

  await openMailedLink(page, mail, 'verify-email');
  await expect(page).toHaveURL(/\/login\?next=%2Fverify-email%3Ftoken%3D\w{43}$/);
  await giveCredentials(page, email);
  await expect(page).toHaveURL(/\/verify-email\?token=\w{43}$/);
  await expectAccessible(page);
  expect(await isVerified()).toBe(false);
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('status')).toContainText(email);
  expect(await isVerified()).toBe(true);

  await openMailedLink(page, mail, 'verify-email');
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByText('This link has expired or was already used.')).toBeVisible();
});

test('a link for another address confirms nothing and offers to switch accounts', async ({
  page,
  waitForMail,
  expectAccessible,
}) => {
  const claim = await makeAccount();
  const mail = await waitForMail(claim.email, 'confirm that the address is yours');
  const other = await makeAccount({ password: OTHER_PASSWORD, verified: true });
  await fillSignIn(page, other.email, OTHER_PASSWORD);
  await expectSignedIn(page);

  await openMailedLink(page, mail, 'verify-email');
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This link is for another account' })).toBeVisible();
  await expectAccessible(page);
  expect(await db().user.findUnique({ where: { id: claim.id } })).toMatchObject({ emailVerifiedAt: null });

  await page.getByRole('link', { name: 'Use another account' }).click();
  await expect(page.getByText(`You are signed in as ${other.email}`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out and use another account' }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Fverify-email/);
  await giveCredentials(page, claim.email);
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('status')).toContainText(claim.email);
});
