import type { Browser, Page } from '@playwright/test';
import {
  expectSignedIn,
  expectSignedOut,
  fillSignIn,
  openMailedLink,
  signOut,
  signUp,
} from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { makeAccount, makeEmail, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';

/** A second browser, signed in to the same account. */
async function signInElsewhere(browser: Browser, baseURL: string | undefined, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await fillSignIn(page, email);
  await expectSignedIn(page);
  return page;
}

test('a password is reset with an emailed link, once, and every session ends', async ({
  page,
  browser,
  baseURL,
  waitForMail,
  expectAccessible,
}) => {
  const { email } = await makeAccount({ verified: true });
  const elsewhere = await signInElsewhere(browser, baseURL, email);

  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page).toHaveURL(/\/forgot-password$/);
  await expectAccessible(page);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send reset link' }).click();
  await expect(page.getByRole('status')).toContainText('Check your email');

  const mail = await waitForMail(email, 'Choose a new password');
  await openMailedLink(page, mail, 'reset-password');
  await expectAccessible(page);
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set');

  await expectSignedOut(elsewhere);
  await elsewhere.context().close();
  await fillSignIn(page, email, OTHER_PASSWORD);
  await expectSignedIn(page);

  await openMailedLink(page, mail, 'reset-password');
  await expect(page.getByText('This link has expired or was already used.')).toBeVisible();
});

test('a reset of an unconfirmed address removes what a stranger set up with it', async ({
  page,
  browser,
  baseURL,
  waitForMail,
  expectAccessible,
}) => {
  const email = makeEmail();
  const stranger = await (await browser.newContext({ baseURL })).newPage();
  await signUp(stranger, { email, password: PASSWORD });
  await expectSignedIn(stranger);
  await makeAccount({ email, password: OTHER_PASSWORD });
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send reset link' }).click();
  await openMailedLink(page, await waitForMail(email, 'Choose a new password'), 'reset-password');

  const accounts = page.getByRole('radiogroup', { name: 'Which account is yours?' }).getByRole('radio');
  await expect(accounts).toHaveCount(2);
  await page.getByLabel('New password').fill('a third and different phrase');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByText('Choose one of the accounts.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription('Enter your name.');
  await expectAccessible(page);
  await accounts.first().check();
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Workspace name').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set');

  await expectSignedOut(stranger);
  await stranger.context().close();
  await fillSignIn(page, email, 'a third and different phrase');
  await expectSignedIn(page);
  await expect(page.getByText('Analytical Engines').first()).toBeVisible();
});

test('password guesses lock out neither a known browser nor a new password', async ({
  page,
  context,
  request,
  server,
  waitForMail,
}) => {
  const { email } = await makeAccount({ verified: true });
  await fillSignIn(page, email);
  await expectSignedIn(page);
  const cookie = (await context.cookies()).find(({ name }) => name === 'keydesk.browser');
  expect(cookie).toMatchObject({
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    value: expect.stringMatching(/^\w{43}$/),
  });

  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const guess = async (password: string) => {
    const form = { email, password, csrfToken, json: 'true' };
    const headers = { origin: server.url };
    return (await request.post('/api/auth/callback/credentials', { headers, form })).text();
  };
  for (let n = 0; n < 8; n++) await guess(`${OTHER_PASSWORD} ${n}`);
  expect(decodeURIComponent(await guess(PASSWORD))).toContain('Too many attempts.');

  await signOut(page);
  await fillSignIn(page, email);
  await expectSignedIn(page);

  await context.clearCookies();
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send reset link' }).click();
  await openMailedLink(page, await waitForMail(email, 'Choose a new password'), 'reset-password');
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set');
  for (let n = 0; n < 8; n++) await guess(`${OTHER_PASSWORD} ${n}`);
  await fillSignIn(page, email, OTHER_PASSWORD);
  await expectSignedIn(page);
});
