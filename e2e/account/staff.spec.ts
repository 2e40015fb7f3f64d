import type { Page } from '@playwright/test';
import { expectSignedIn, fillSignIn } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { createStaff } from '@/lib/domain/staff/create';
import { makeAccount, makeEmail, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { appCodeOf } from '@/lib/testing/factories/second-factor';

async function giveCode(page: Page, code: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('button', { name: 'Verify' }).click();
}

/** The secret for an authenticator app, as shown on the page. */
async function shownSecret(page: Page): Promise<string> {
  const text = await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent();
  return (text ?? '').replaceAll(' ', '');
}

async function shownRecoveryCodes(page: Page): Promise<string[]> {
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  return codes.allTextContents();
}

/** A new member of staff with a one-time password. */
async function newStaff() {
  const person = { email: makeEmail(), name: 'Grace', role: 'support', team: 'Care' };
  return granted(await createStaff(SYSTEM, person));
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

test('staff choose a password and set up a second factor before they can do anything', async ({
  page,
  expectAccessible,
  expectStray,
}) => {
  expectStray(/401/);
  const { email, password } = await newStaff();
  await fillSignIn(page, email, password);
  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.getByRole('heading', { name: 'Welcome, Grace' })).toBeVisible();
  await expectAccessible(page);
  for (const path of ['/support', '/settings/api-keys']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/welcome$/);
  }

  await page.getByLabel('New password').fill('keydesk-keydesk');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByLabel('New password')).toHaveAccessibleDescription(/easy to guess/);
  await page.getByLabel('New password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set password' }).click();

  await expect(page.getByRole('heading', { name: 'Two-step verification' })).toBeVisible();
  await page.goto('/support');
  await expect(page, 'a password alone is not enough').toHaveURL(/\/welcome$/);
  await page.getByRole('button', { name: 'Set up the app' }).click();
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect(page.getByRole('img', { name: /QR code/ }), 'the secret is gone').toBeHidden();
  await page.getByRole('button', { name: 'Set up the app' }).click();
  const secret = await shownSecret(page);
  await page.getByLabel('Code').fill(appCodeOf(secret, 50));
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByText('This code is wrong')).toBeVisible();
  await page.getByLabel('Code').fill(appCodeOf(secret));
  await page.getByRole('button', { name: 'Turn on' }).click();

  const [recoveryCode = ''] = await shownRecoveryCodes(page);
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).click();
  expect((await download).suggestedFilename()).toBe('keydesk-recovery-codes.txt');
  await page.getByRole('button', { name: 'I’ve saved these codes' }).click();
  await expect(page).toHaveURL(/\/support$/);
  await page.goto('/welcome');
  await expect(page, 'there is nothing left to do').toHaveURL(/\/support$/);

  await test.step('signing in again requires a code', async () => {
    await signOut(page);
    await fillSignIn(page, email, PASSWORD);
    await expect(page.getByLabel('Code', { exact: true })).toBeFocused();
    await expectAccessible(page);
    await giveCode(page, appCodeOf(secret, 50));
    await expect(page.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/wrong/);
    await page.getByRole('button', { name: 'Back' }).click();
    await expect(page.getByLabel('Email')).toHaveValue(email);
    await expect(page.getByLabel('Password')).toHaveValue(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await giveCode(page, appCodeOf(secret, 1));
    await expect(page).toHaveURL(/\/support$/);
  });

  await test.step('a recovery code works once', async () => {
    for (const works of [true, false]) {
      await signOut(page);
      await fillSignIn(page, email, PASSWORD);
      await page.getByRole('button', { name: 'Use a recovery code' }).click();
      await page.getByLabel('Recovery code').fill(recoveryCode);
      await page.getByRole('button', { name: 'Verify' }).click();
      if (works) await expect(page).toHaveURL(/\/support$/);
      else await expect(page.getByText('This code is wrong')).toBeVisible();
    }
  });
});

test('a one-time password works once', async ({ page, expectStray }) => {
  expectStray(/401/);
  const { email, password } = await newStaff();
  await fillSignIn(page, email, password);
  await expect(page).toHaveURL(/\/welcome$/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await fillSignIn(page, email, password);
  await expect(page.getByText('The email address or password is wrong.')).toBeVisible();
});

test('only staff can open the welcome page', async ({ page, expectStray }) => {
  expectStray(/404/);
  await page.goto('/welcome');
  await expect(page).toHaveURL(/\/login$/);
  const { email } = await makeAccount({ verified: true });
  await fillSignIn(page, email, PASSWORD);
  await expectSignedIn(page);
  expect((await page.goto('/welcome'))?.status()).toBe(404);
});

test('a member turns two-step verification on, uses it, and turns it off', async ({
  page,
  context,
  waitForMail,
  expectAccessible,
  expectStray,
}) => {
  expectStray(/401/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { id, email } = await makeAccount({ verified: true });
  await fillSignIn(page, email, PASSWORD);
  await expectSignedIn(page);
  await page.goto('/settings/security');
  const section = page.getByRole('region', { name: 'Two-step verification', exact: true });
  await expect(section).toContainText('Off.');
  await section.getByRole('button', { name: 'Turn on' }).click();

  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill('not my password at all');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('This is not your password.');
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectAccessible(page);
  const secret = await shownSecret(page);
  await dialog.getByLabel('Code').fill(appCodeOf(secret));
  await dialog.getByRole('button', { name: 'Turn on' }).click();

  const codes = await shownRecoveryCodes(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy codes' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${codes.join('\n')}\n`);
  await page.getByRole('button', { name: 'I’ve saved these codes' }).click();
  await expect(section).toContainText('10 of 10 recovery codes left');
  expect(await page.content(), 'the codes are gone from the page').not.toContain(codes[0]);
  await waitForMail(email, 'Two-step verification was turned on');

  await test.step('signing in requires a code', async () => {
    await signOut(page);
    await fillSignIn(page, email, PASSWORD);
    await giveCode(page, appCodeOf(secret, 1));
    await expect(page).toHaveURL(/\/settings\/api-keys$/);
  });

  await test.step('new recovery codes replace the old ones', async () => {
    await page.goto('/settings/security');
    await section.getByRole('button', { name: 'New recovery codes' }).click();
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await dialog.getByLabel('Code').fill(codes[0] ?? '');
    await dialog.getByRole('button', { name: 'Create new codes' }).click();
    const [fresh = ''] = await shownRecoveryCodes(page);
    expect(codes).not.toContain(fresh);
    await page.getByRole('button', { name: 'I’ve saved these codes' }).click();

    await section.getByRole('button', { name: 'Turn off' }).click();
    await expectAccessible(page);
    await dialog.getByLabel('Your password').fill(PASSWORD);
    await dialog.getByLabel('Code').fill(codes[1] ?? '');
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await expect(dialog.getByRole('alert')).toContainText('This code is wrong');
    await dialog.getByLabel('Code').fill(fresh);
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await expect(section).toContainText('Off.');
  });
  expect(await db().secondFactor.count({ where: { userId: id } })).toBe(0);
});
