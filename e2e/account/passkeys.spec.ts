import type { Page } from '@playwright/test';
import { expectSignedIn, fillSignIn } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { supportSessionPage } from '@/e2e/support/support-session-page';
import { db } from '@/lib/db/client';
import { makeAccount, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

/** Gives the browser an authenticator that holds passkeys and verifies its user. */
async function addAuthenticator(page: Page) {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether the user passes the check of the fingerprint or PIN. */
    verify: (isUserVerified: boolean) =>
      client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
  };
}

test('a member adds passkeys, signs in with them, and removes them', async ({
  page,
  browser,
  baseURL,
  waitForMail,
  expectAccessible,
  expectStray,
}) => {
  test.slow();
  // The refused sign-ins.
  expectStray(/401/);
  const { id: userId, email } = await makeAccount({ verified: true });
  const authenticator = await addAuthenticator(page);
  await fillSignIn(page, email);
  await expectSignedIn(page);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'Passkeys' });
  await expect(section).toContainText('No passkeys yet');
  await section.getByRole('button', { name: 'Add passkey' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
  const name = dialog.getByLabel('Name');
  await expect(name).toHaveValue(/ on /);
  await name.fill('');
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Add passkey' }).click();
  await expect(name).toHaveAccessibleDescription(/Enter a name/);
  await expectAccessible(page);
  await name.fill('Work laptop');
  await dialog.getByRole('button', { name: 'Add passkey' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' });
  await expect(codes.getByRole('listitem')).toHaveCount(10);
  const recoveryCode = await codes.getByRole('listitem').first().textContent();
  await page.getByRole('button', { name: 'I’ve saved these codes' }).click();
  const row = section.getByRole('listitem');
  await expect(row).toContainText('Work laptop');
  await expect(row).toContainText('never used');
  await waitForMail(email, 'given a new passkey');

  // This authenticator has one already.
  await section.getByRole('button', { name: 'Add passkey' }).click();
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Use a code instead' }).click();
  await dialog.getByLabel('Code').fill(recoveryCode ?? '');
  await dialog.getByRole('button', { name: 'Add passkey' }).click();
  await expect(dialog.getByRole('alert')).toContainText('has a passkey of your account already');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await row.getByRole('button', { name: 'Rename passkey: Work laptop' }).click();
  const renaming = page.getByRole('dialog', { name: 'Rename the passkey' });
  await renaming.getByLabel('Name').fill('Old laptop');
  await renaming.getByRole('button', { name: 'Save name' }).click();
  await expect(row).toContainText('Old laptop');
  await expectAccessible(page);

  // A passkey confirms who the member is.
  await page.goto('/settings/webhooks');
  await page.getByRole('button', { name: 'Show callback secret' }).click();
  const confirming = page.getByRole('dialog');
  await confirming.getByRole('button', { name: 'Use a passkey instead' }).click();
  await expectAccessible(page);
  await confirming.getByRole('button', { name: 'Show secret' }).click();
  await expect(page.getByRole('dialog', { name: 'Your signing secret' })).toBeVisible();
  await page.getByTestId('done').click();

  // Another browser, after the password: the passkey or a recovery code.
  const elsewhere = await browser.newContext({ baseURL });
  const other = await elsewhere.newPage();
  await fillSignIn(other, email);
  await expect(other.getByText('Two-step verification is on')).toBeVisible();
  await expect(other.getByLabel('Recovery code')).toBeVisible();
  await expectAccessible(other);
  await addAuthenticator(other);
  await other.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(other.getByText(/No passkey was used/)).toBeVisible();
  await elsewhere.close();

  await page.context().clearCookies();
  await fillSignIn(page, email);
  await expect(page.getByText('Two-step verification is on')).toBeVisible();
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expectSignedIn(page);

  // Without a password: the user must be verified.
  await page.context().clearCookies();
  await page.goto('/login');
  await authenticator.verify(false);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText(/No passkey was used/)).toBeVisible();
  await expectAccessible(page);
  await authenticator.verify(true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expectSignedIn(page);
  await page.goto('/account');
  await expect(row).toContainText('last used');

  await row.getByRole('button', { name: 'Remove passkey: Old laptop' }).click();
  const removing = page.getByRole('dialog', { name: /^Remove the passkey/ });
  await removing.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await removing.getByRole('button', { name: 'Remove passkey' }).click();
  await expect(section).toContainText('No passkeys yet');
  expect(await db().passkey.count({ where: { userId } })).toBe(0);
  await expect(page.getByRole('region', { name: 'Two-step verification' })).toContainText('Off.');

  // The authenticator still has the passkey, but no account has it.
  await page.context().clearCookies();
  await page.goto('/login');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText(/This passkey did not work here/)).toBeVisible();
});

test('support sees the passkeys of a member and can change nothing', async ({ page, signIn }) => {
  const owner = await makeMember();
  await db().passkey.create({
    data: {
      id: 'psk_1',
      userId: owner.userId,
      name: 'Phone',
      credentialId: Buffer.from('credential'),
      publicKey: Buffer.from('key'),
    },
  });
  await signIn(await makeStaff());
  await supportSessionPage(page).start(owner.workspaceId);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'Passkeys' });
  await expect(section).toContainText('Phone');
  for (const button of await section.getByRole('button').all()) {
    await expect(button).toHaveAttribute('aria-disabled', 'true');
  }
});
