import type { BrowserContext, Page } from '@playwright/test';
import { test as base, expect } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { SYSTEM } from '@/lib/domain/actor';
import { createStaff } from '@/lib/domain/staff/create';
import { disableStaff } from '@/lib/domain/staff/disable';
import { makeAccount, makeEmail, PASSWORD } from '@/lib/testing/factories/accounts';
import { granted } from '@/lib/testing/factories/api-keys';
import { startOpenIdProvider, type TestOpenIdProvider } from '@/lib/testing/servers/openid-provider';

const test = base.extend<{ openId: TestOpenIdProvider }, { openIdProvider: TestOpenIdProvider }>({
  openIdProvider: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const provider = await startOpenIdProvider();
      await use(provider);
      await provider.close();
    },
    { scope: 'worker' },
  ],
  serverSettings: [({ openIdProvider }, use) => use(openIdProvider.settings), { scope: 'worker' }],
  openId: async ({ openIdProvider, server }, use) => {
    openIdProvider.register(server.url);
    await use(openIdProvider);
    openIdProvider.setReachable(true);
  },
});

/** A member of staff who has not signed in yet. */
async function newStaff(email = makeEmail()) {
  const person = { email, name: 'Grace', role: 'support', team: 'Care' };
  return granted(await createStaff(SYSTEM, person));
}

const subject = () => `sub-${makeEmail()}`;

async function signInWithAcme(page: Page): Promise<void> {
  await page.goto('/login');
  await page.getByRole('button', { name: 'Sign in with Acme' }).click();
}

const expectSignedIn = (page: Page) => expect(page).toHaveURL(/\/support$/);

async function expectRefused(page: Page): Promise<void> {
  await expect(page.getByText('You don’t have a staff account here.')).toBeVisible();
  await page.goto('/support');
  await expect(page).toHaveURL(/\/login$/);
}

test('staff sign in with their provider: by email address the first time, then by subject', async ({
  page,
  openId,
  expectAccessible,
}) => {
  const { id, email } = await newStaff();
  const sub = subject();
  openId.become({ sub, email: email.toUpperCase(), email_verified: true });
  await page.goto('/login');
  await expectAccessible(page);
  await signInWithAcme(page);
  await expectSignedIn(page);
  expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({
    oidcSubject: expect.stringMatching(new RegExp(` ${sub}$`)),
    passwordEndsAt: null,
  });

  await page.context().clearCookies();
  openId.become({ sub, email: makeEmail(), email_verified: false });
  await signInWithAcme(page);
  await expectSignedIn(page);
  expect(await db().session.count({ where: { userId: id, secondFactorAt: { not: null } } })).toBe(2);
});

test('nobody else can sign in', async ({ page, openId, expectStray }) => {
  expectStray(/404/);
  await test.step('an address that is not verified', async () => {
    const { email } = await newStaff();
    openId.become({ sub: subject(), email, email_verified: false });
    await signInWithAcme(page);
    await expectRefused(page);
  });
  await test.step('somebody who is not on the staff', async () => {
    openId.become({ sub: subject(), email: makeEmail(), email_verified: true });
    await signInWithAcme(page);
    await expectRefused(page);
  });
  await test.step('a customer', async () => {
    const { email } = await makeAccount({ verified: true });
    openId.become({ sub: subject(), email, email_verified: true });
    await signInWithAcme(page);
    await expectRefused(page);
  });
  await test.step('another subject with the address of staff who have signed in before', async () => {
    const { id, email } = await newStaff();
    await db().user.update({ where: { id }, data: { oidcSubject: subject() } });
    openId.become({ sub: subject(), email, email_verified: true });
    await signInWithAcme(page);
    await expectRefused(page);
  });
});

test('disabled staff are signed out and cannot sign in again', async ({ page, openId }) => {
  const { email } = await newStaff();
  openId.become({ sub: subject(), email, email_verified: true });
  await signInWithAcme(page);
  await expectSignedIn(page);
  granted(await disableStaff(SYSTEM, { email }));
  await page.goto('/support');
  await expect(page).toHaveURL(/\/login$/);
  await signInWithAcme(page);
  await expectRefused(page);
});

test('the one-time password does not work after a sign-in with the provider', async ({
  page,
  openId,
  expectStray,
}) => {
  expectStray(/401/);
  const { email, password } = await newStaff();
  openId.become({ sub: subject(), email, email_verified: true });
  await signInWithAcme(page);
  await expectSignedIn(page);
  await page.context().clearCookies();
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('The email address or password is wrong.')).toBeVisible();
});

test('a sign-in that the provider rejects shows an error', async ({ page, openId }) => {
  openId.become(null);
  await signInWithAcme(page);
  await expect(page.getByText('Signing in with Acme failed.')).toBeVisible();
  await expect(page).toHaveURL(/\/login\?openid=failed$/);
});

/** Follows a sign-in up to the callback URL, without opening it. */
async function callbackUrl({ request }: BrowserContext, serverUrl: string): Promise<string> {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const out = await request.post('/api/auth/signin/openid', {
    headers: { origin: serverUrl },
    form: { csrfToken, callbackUrl: '/support', json: 'true' },
  });
  let { url } = await out.json();
  while (!url.startsWith(serverUrl)) {
    const answer = await request.get(url, { maxRedirects: 0 });
    url = new URL(answer.headers().location ?? '', url).href;
  }
  return url;
}

test('a callback works once, and only in the browser that started the sign-in', async ({
  page,
  openId,
  browser,
  server,
}) => {
  const { id, email } = await newStaff();
  openId.become({ sub: subject(), email, email_verified: true });
  const callback = await callbackUrl(page.context(), server.url);
  const sessions = () => db().session.count({ where: { userId: id } });

  const thief = await (await browser.newContext()).newPage();
  await thief.goto(callback);
  await expect(thief).toHaveURL(/\/login\?openid=failed$/);
  await thief.context().close();

  const forged = new URL(callback);
  forged.searchParams.set('state', 'another');
  await page.goto(forged.href);
  await expect(page).toHaveURL(/\/login\?openid=failed$/);
  expect(await sessions()).toBe(0);

  await page.goto(callback);
  await expectSignedIn(page);
  await page.goto(callback);
  await expectSignedIn(page);
  expect(await sessions()).toBe(1);
});

test('an unreachable provider shows an error on the sign-in page', async ({ page, openId, server }) => {
  await page.goto('/login');
  openId.setReachable(false);
  await page.getByRole('button', { name: 'Sign in with Acme' }).click();
  await expect(page.getByText('Can’t reach Acme.')).toBeVisible();
  expect(server.output()).toContain('SIGNIN_OAUTH_ERROR');
});

test('a sign-in with the provider can only start on our own pages', async ({ request, server }) => {
  const { csrfToken } = await (await request.get('/api/auth/csrf')).json();
  const post = async (headers: Record<string, string>) => {
    const form = { csrfToken, json: 'true' };
    return (await request.post('/api/auth/signin/openid', { headers, form })).status();
  };
  expect(await post({})).toBe(403);
  expect(await post({ origin: 'https://evil.example' })).toBe(403);
  expect(await post({ origin: server.url })).toBe(200);
  expect((await request.get('/api/auth/signin/openid')).status()).toBe(404);
  expect((await request.get('/api/auth/error?error=x')).status()).toBe(404);
});

test('members sign in with their passwords', async ({ page }) => {
  const { email } = await makeAccount({ verified: true });
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).toHaveURL(/\/settings\/api-keys$/);
});
