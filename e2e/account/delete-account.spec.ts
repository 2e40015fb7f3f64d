import { expectSignedIn, expectSignedOut, fillSignIn } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { makeAccount, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeMember } from '@/lib/testing/factories/members';

test('a member deletes their account when the workspace has another owner', async ({
  page,
  waitForMail,
  expectAccessible,
  expectStray,
}) => {
  test.slow();
  const { email, memberships } = await makeAccount({ verified: true });
  await fillSignIn(page, email);
  await expectSignedIn(page);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'Delete account' });
  const button = section.getByRole('button', { name: 'Delete account' });
  await expect(section.getByRole('list', { name: 'Workspaces without another owner' })).toContainText(
    'Engines',
  );
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expectAccessible(page);

  await makeMember('owner', { workspaceId: memberships[0]?.workspaceId });
  await page.reload();
  await button.click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  const password = dialog.getByLabel('Your password', { exact: true });
  await password.fill(OTHER_PASSWORD);
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(password).toHaveAccessibleDescription(/This is not your password/);
  await expectAccessible(page);
  // The sign-in below is refused.
  expectStray(/401/);
  await password.fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Delete account' }).click();
  await expect(page).toHaveURL(/\/login/);
  await expectSignedOut(page);
  await waitForMail(email, 'Subject: Your account was deleted');
  await fillSignIn(page, email);
  await expect(page.getByText('The email address or password is wrong.')).toBeVisible();
});
