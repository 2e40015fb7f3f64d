import type { Browser, Page } from '@playwright/test';
import { db } from '@/lib/db/client';
import { hashPassword } from '@/lib/domain/users/password-hash';
import { newId } from '@/lib/ids';
import { makeAccount, makeEmail, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/accounts';
import { giveCredentials, signOut, signUp } from './account-pages';
import { expect, test } from './fixtures';

async function fillSignIn(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.goto('/login');
  await giveCredentials(page, email, password);
}

const expectSignedIn = (page: Page) => expect(page).toHaveURL(/\/settings\/api-keys$/);

async function expectSignedOut(page: Page): Promise<void> {
  await page.goto('/settings/api-keys');
  await expect(page).toHaveURL(/\/login$/);
}

async function openMailedLink(page: Page, mail: string, path: string): Promise<void> {
  const link = new RegExp(`https?://\\S+/${path}\\?token=\\w+`).exec(mail)?.[0] ?? '';
  await page.goto(new URL(link).pathname + new URL(link).search);
}

/** A second browser, signed in to the same account. */
async function signInElsewhere(browser: Browser, baseURL: string | undefined, email: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL })).newPage();
  await fillSignIn(page, email);
  await expectSignedIn(page);
  return page;
}

test('a new customer signs up, lands on the API keys page, signs out and in again', async ({ page }) => {
  const email = makeEmail();
  await signUp(page, { email, password: PASSWORD });
  await expectSignedIn(page);
  await expect(page.getByRole('heading', { name: 'API keys', level: 1 })).toBeVisible();

  await signOut(page);
  await expect(page).toHaveURL(/\/login$/);
  await page.goBack();
  await expect(page, 'what the browser kept is gone, too').toHaveURL(/\/login$/);
  await expectSignedOut(page);

  await fillSignIn(page, email);
  await expectSignedIn(page);
  await page.goto('/signup');
  await expectSignedIn(page);
});

test('sign-up says what is wrong at each field and leads to the first', async ({
  page,
  expectAccessible,
}) => {
  await page.goto('/signup');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Enter your name.');
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription('Enter your e-mail address.');
  await expectAccessible(page);

  await signUp(page, { email: makeEmail(), password: 'keydesk-keydesk' });
  const password = page.getByLabel('Password');
  await expect(password).toBeFocused();
  await expect(password).toHaveAccessibleDescription(/This password is easy to guess/);
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(password).toHaveAttribute('type', 'text');
});

test('signing up with a known address looks the same, and reaches nothing of its owner', async ({
  page,
  readMail,
}) => {
  const { email, memberships } = await makeAccount({ verified: true });
  await signUp(page, { email, password: OTHER_PASSWORD });
  await expectSignedIn(page);
  const users = await db().user.findMany({ where: { email }, include: { memberships: true } });
  const workspaces = users.flatMap((user) => user.memberships.map(({ workspaceId }) => workspaceId));
  expect(new Set(workspaces).size).toBe(2);
  expect(workspaces).toContain(memberships[0]?.workspaceId);
  await expect.poll(() => readMail(email)).toContain('You already have a Keydesk account');
});

test('sign-in answers alike for a wrong password and an unknown address', async ({
  page,
  expectAccessible,
  expectStray,
}) => {
  expectStray(/401/);
  const { email } = await makeAccount();
  for (const address of [email, makeEmail()]) {
    await fillSignIn(page, address, OTHER_PASSWORD);
    const alert = page.getByRole('alert').filter({ hasText: /\w/ });
    await expect(alert).toHaveText('The e-mail address or the password is not right.');
    await expectAccessible(page);
  }
  await expectSignedOut(page);
});

test('a cookie kept from before signing out is worth nothing', async ({ page, context }) => {
  const { email } = await makeAccount();
  await fillSignIn(page, email);
  await expectSignedIn(page);
  const kept = await context.cookies();
  await signOut(page);
  await expect(page).toHaveURL(/\/login$/);
  await context.addCookies(kept);
  await expectSignedOut(page);
});

test('a password is reset by mail, once, and every session ends', async ({
  page,
  browser,
  baseURL,
  readMail,
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

  await expect.poll(() => readMail(email)).toContain('Choose a new password');
  const mail = await readMail(email);
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
  await expect(page.getByText('This link was used already or has expired.')).toBeVisible();
});

test('an address is confirmed by its account, after signing in, and by a button', async ({
  page,
  readMail,
  expectAccessible,
}) => {
  const { id, email } = await makeAccount();
  const isVerified = async () =>
    (await db().user.findUniqueOrThrow({ where: { id } })).emailVerifiedAt !== null;
  const mail = await readMail(email);

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
  await expect(page.getByText('This link was used already or has expired.')).toBeVisible();
});

test('the link for another address confirms nothing, and offers to change the account', async ({
  page,
  readMail,
  expectAccessible,
}) => {
  const claim = await makeAccount();
  const mail = await readMail(claim.email);
  const other = await makeAccount({ password: OTHER_PASSWORD });
  await fillSignIn(page, other.email, OTHER_PASSWORD);
  await expectSignedIn(page);

  await openMailedLink(page, mail, 'verify-email');
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This link is for another account' })).toBeVisible();
  await expectAccessible(page);
  expect(
    await db().user.count({
      where: { email: { in: [claim.email, other.email] }, emailVerifiedAt: { not: null } },
    }),
  ).toBe(0);

  await page.getByRole('link', { name: 'Use another account' }).click();
  await expect(page.getByText(`You are signed in as ${other.email}`)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out and use another account' }).click();
  await expect(page).toHaveURL(/\/login\?next=%2Fverify-email/);
  await giveCredentials(page, claim.email);
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('status')).toContainText(claim.email);
});

test('a reset of an address that nobody had confirmed ends what a stranger set up with it', async ({
  page,
  browser,
  baseURL,
  readMail,
  expectAccessible,
}) => {
  const { email } = await makeAccount();
  const stranger = await signInElsewhere(browser, baseURL, email);
  await makeAccount({ email, password: OTHER_PASSWORD });
  await page.goto('/forgot-password');
  await page.getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Send reset link' }).click();
  await expect.poll(() => readMail(email)).toContain('Choose a new password');
  await openMailedLink(page, await readMail(email), 'reset-password');

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

test('whoever keeps guessing keeps neither a known browser out, nor a fresh reset', async ({
  page,
  context,
  request,
  server,
  readMail,
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
  await expect.poll(() => readMail(email)).toContain('Choose a new password');
  await openMailedLink(page, await readMail(email), 'reset-password');
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Set new password' }).click();
  await expect(page.getByRole('status')).toContainText('Your new password is set');
  for (let n = 0; n < 8; n++) await guess(`${OTHER_PASSWORD} ${n}`);
  await fillSignIn(page, email, OTHER_PASSWORD);
  await expectSignedIn(page);
});

test('staff without a second factor are welcomed; the support page does not exist for members', async ({
  page,
  expectStray,
}) => {
  expectStray(/404/);
  const staff = makeEmail();
  const passwordHash = (await hashPassword(staff, PASSWORD)) ?? '';
  await db().user.create({
    data: { id: newId('usr'), kind: 'staff', staffRole: 'lead', email: staff, name: 'Grace', passwordHash },
  });
  await fillSignIn(page, staff);
  await expect(page).toHaveURL(/\/welcome$/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);

  const { email } = await makeAccount();
  await fillSignIn(page, email);
  await expectSignedIn(page);
  expect((await page.goto('/support'))?.status()).toBe(404);
});

for (const path of ['signin', 'signout', 'session', 'providers', 'error', '_log', 'callback/credentials']) {
  test(`next-auth’s ${path} is not offered by GET`, async ({ request }) => {
    expect((await request.get(`/api/auth/${path}`)).status()).toBe(404);
  });
}

test('credentials are taken from our own pages only', async ({ request, server }) => {
  const { email } = await makeAccount();
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const form = { email, password: PASSWORD, csrfToken, json: 'true' };
  const post = async (headers: Record<string, string>, more: object = {}) => {
    const answer = await request.post('/api/auth/callback/credentials', {
      headers,
      form: { ...form, ...more },
    });
    return [answer.status(), /keydesk\.session=/.test(answer.headers()['set-cookie'] ?? '')];
  };
  expect(await post({})).toEqual([403, false]);
  expect(await post({ origin: 'https://evil.example' })).toEqual([403, false]);
  expect(await post({ origin: server.url }, { csrfToken: 'another' })).toEqual([200, false]);
  expect(await post({ origin: server.url })).toEqual([200, true]);
});
