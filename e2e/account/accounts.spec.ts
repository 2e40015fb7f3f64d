import {
  expectSignedIn,
  expectSignedOut,
  fillSignIn,
  giveCredentials,
  openMailedLink,
  signOut,
  signUp,
} from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { newId } from '@/lib/ids';
import { makeAccount, makeEmail, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';

test('a new customer signs up, lands on the API keys page, signs out, and in again with the emailed link', async ({
  page,
  waitForMail,
  expectAccessible,
  expectStray,
}) => {
  expectStray(/401/);
  const email = makeEmail();
  await signUp(page, { email, password: PASSWORD });
  await expectSignedIn(page);
  await expect(page.getByRole('heading', { name: 'API keys', level: 1 })).toBeVisible();

  await signOut(page);
  await expect(page).toHaveURL(/\/login$/);
  await page.goBack();
  await expect(page, 'the back button shows no cached page').toHaveURL(/\/login$/);
  await expectSignedOut(page);

  await fillSignIn(page, email);
  const alert = page.getByRole('alert').filter({ hasText: 'Your email address is not confirmed.' });
  await expect(alert).toBeVisible();
  await expectAccessible(page);
  await openMailedLink(page, await waitForMail(email, 'confirm that the address is yours'), 'verify-email');
  await expect(page.getByText('Sign in to confirm your email address.')).toBeVisible();
  await giveCredentials(page, email);
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('status')).toContainText(email);
  await page.goto('/signup');
  await expectSignedIn(page);
});

test('an account with a known address ends with its session', async ({ page, waitForMail, expectStray }) => {
  expectStray(/401/);
  const owner = await makeAccount({ verified: true });
  await signUp(page, { email: owner.email, password: OTHER_PASSWORD });
  await expectSignedIn(page);
  await signOut(page);
  await fillSignIn(page, owner.email, OTHER_PASSWORD);
  const alert = page.getByRole('alert').filter({ hasText: 'Your email address is not confirmed.' });
  await expect(alert).toBeVisible();
  await waitForMail(owner.email, 'You already have a Keydesk account');
  await fillSignIn(page, owner.email);
  await expectSignedIn(page);
});

test('sign-up shows an error at each field and focuses the first', async ({
  page,
  expectAccessible,
  expectStray,
}) => {
  expectStray(/401/);
  await page.goto('/signup');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name).toBeFocused();
  await expect(name).toHaveAccessibleDescription('Enter your name.');
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription('Enter your email address.');
  await expectAccessible(page);

  await signUp(page, { email: makeEmail(), password: 'keydesk-keydesk' });
  const password = page.getByLabel('Password');
  await expect(password).toBeFocused();
  await expect(password).toHaveAccessibleDescription(/This password is easy to guess/);
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(password).toHaveAttribute('type', 'text');
});

test('signing up with a known address looks the same and gives no access to the existing account', async ({
  page,
  waitForMail,
}) => {
  const { email, memberships } = await makeAccount({ verified: true });
  await signUp(page, { email, password: OTHER_PASSWORD });
  await expectSignedIn(page);
  const users = await db().user.findMany({ where: { email }, include: { memberships: true } });
  const workspaces = users.flatMap((user) => user.memberships.map(({ workspaceId }) => workspaceId));
  expect(new Set(workspaces).size).toBe(2);
  expect(workspaces).toContain(memberships[0]?.workspaceId);
  await waitForMail(email, 'You already have a Keydesk account');
});

test('sign-in shows the same error for a wrong password and an unknown address', async ({
  page,
  expectAccessible,
  expectStray,
}) => {
  expectStray(/401/);
  const { email } = await makeAccount({ verified: true });
  for (const address of [email, makeEmail()]) {
    await fillSignIn(page, address, OTHER_PASSWORD);
    const alert = page.getByRole('alert').filter({ hasText: /\w/ });
    await expect(alert).toHaveText('The email address or password is wrong.');
    await expectAccessible(page);
  }
  await expectSignedOut(page);
});

test('a session cookie does not work after signing out', async ({ page, context }) => {
  const { email } = await makeAccount({ verified: true });
  await fillSignIn(page, email);
  await expectSignedIn(page);
  const cookies = await context.cookies();
  await signOut(page);
  await expect(page).toHaveURL(/\/login$/);
  await context.addCookies(cookies);
  await expectSignedOut(page);
});

test('staff without a second factor see the welcome page; the console does not exist for members', async ({
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

  const { email } = await makeAccount({ verified: true });
  await fillSignIn(page, email);
  await expectSignedIn(page);
  expect((await page.goto('/support'))?.status()).toBe(404);
});

for (const path of ['signin', 'signout', 'session', 'providers', 'error', '_log', 'callback/credentials']) {
  test(`GET /api/auth/${path} does not exist`, async ({ request }) => {
    expect((await request.get(`/api/auth/${path}`)).status()).toBe(404);
  });
}

test('credentials are accepted only from our own pages', async ({ request, server }) => {
  const { email } = await makeAccount({ verified: true });
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
