import { expectSignedIn, giveCredentials } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { expiryMail } from '@/lib/domain/expiry-notices/mail';
import { hashPassword } from '@/lib/domain/passwords/password-hash';
import { makeAccount, makeEmail, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { appCodeOf, turnOnSecondFactor } from '@/lib/testing/factories/second-factor';

/** Gives a user a password and returns their email address. */
async function givePassword({ userId }: { userId: string }) {
  const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const passwordHash = (await hashPassword(email, PASSWORD)) ?? '';
  await db().user.update({ where: { id: userId }, data: { passwordHash } });
  return email;
}

const endSessions = () =>
  db().session.updateMany({ where: { endedAt: null }, data: { endedAt: new Date() } });

test('sign-in returns to the requested page, with its query', async ({ page }) => {
  const { email } = await makeAccount({ verified: true });
  await page.goto('/settings/audit-log?what=keys&from=2026-11-01');
  await expect(page).toHaveURL(/\/login\?next=/);
  await giveCredentials(page, email);
  await expect(page).toHaveURL(/\/settings\/audit-log\?what=keys&from=2026-11-01$/);
});

test('sign-up returns to the requested page, too', async ({ page }) => {
  await page.goto('/settings/security');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await expect(page).toHaveURL(/\/signup\?next=%2Fsettings%2Fsecurity$/);
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Email').fill(makeEmail());
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('Workspace name').fill('Engines');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL(/\/settings\/security$/);
});

for (const next of [
  '//evil.example',
  '/\\evil.example',
  'https://evil.example/',
  '/%2F%2Fevil.example',
  '/..//evil.example',
  '/%09/evil.example',
  'javascript:alert(1)',
  '/api/auth/csrf',
  '/login?next=/login',
  '/signup',
  '/welcome',
]) {
  test(`sign-in does not go on to ${next}`, async ({ page }) => {
    const { email } = await makeAccount({ verified: true });
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await giveCredentials(page, email);
    await expectSignedIn(page);
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await expect(page, 'nor if already signed in').toHaveURL(/\/settings\/api-keys$/);
  });
}

test('sign-in does not go on to pages of another account', async ({ page, signIn }) => {
  const other = await makeMember();
  const { key } = await makeKey(other);
  await signIn(await makeMember('viewer'));
  for (const [asked, landed] of [
    [`/settings/api-keys/${key.id}`, '/settings/api-keys'],
    ['/settings/support-access/imp_none', '/settings/support-access'],
    ['/support/workspaces/ws_1', '/settings/api-keys'],
    ['/support', '/settings/api-keys'],
  ] as const) {
    await page.goto(`/login?next=${encodeURIComponent(asked)}`);
    await expect(page, asked).toHaveURL(new RegExp(`${landed}$`));
  }
  await page.context().clearCookies();
  await signIn(await makeStaff());
  for (const asked of [`/settings/api-keys/${key.id}`, '/support/sessions', '/verify-email?token=x']) {
    await page.goto(`/login?next=${encodeURIComponent(asked)}`);
    await expect(page, asked).toHaveURL(/\/support$/);
  }
});

test('staff return to the requested page of the console after their code', async ({ page, expectStray }) => {
  expectStray(/401/);
  const staff = await makeStaff();
  const { workspaceId } = await makeMember();
  const email = await givePassword(staff);
  const { secret } = await turnOnSecondFactor(staff);
  await page.goto(`/support/workspaces/${workspaceId}?from=mail`);
  await expect(page).toHaveURL(/\/login\?next=%2Fsupport%2Fworkspaces/);
  await giveCredentials(page, email);
  await page.getByLabel('Code', { exact: true }).fill(appCodeOf(secret, 1));
  await page.getByRole('button', { name: 'Verify' }).click();
  await expect(page).toHaveURL(new RegExp(`/support/workspaces/${workspaceId}\\?from=mail$`));
});

test('signing in again after a session ended returns to the same page', async ({ page }) => {
  const { email } = await makeAccount({ verified: true });
  await page.goto('/login');
  await giveCredentials(page, email);
  await expectSignedIn(page);

  await test.step('by a link', async () => {
    await endSessions();
    await page.getByRole('link', { name: 'Audit log' }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Fsettings%2Faudit-log$/);
    await giveCredentials(page, email);
    await expect(page).toHaveURL(/\/settings\/audit-log$/);
    await page.waitForLoadState();
  });

  await test.step('by an action', async () => {
    await page.goto('/settings/security');
    await page
      .getByRole('region', { name: 'Two-step verification' })
      .getByRole('button', { name: 'Turn on' })
      .click();
    await page.getByRole('dialog').getByLabel('Your password').fill(PASSWORD);
    await endSessions();
    await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
    await expect(page).toHaveURL(/\/login\?next=%2Fsettings%2Fsecurity$/);
    await giveCredentials(page, email);
    await expect(page).toHaveURL(/\/settings\/security$/);
    await page.waitForLoadState();
  });
});

test('an emailed link opens the key, even signed out or in another account', async ({
  page,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const email = await givePassword(owner);
  const { key } = await makeKey(owner);
  const { text } = expiryMail(
    {
      id: key.id,
      label: 'Engine',
      environment: 'live',
      workspaceId: owner.workspaceId,
      workspaceName: 'Engines',
      expiresAt: new Date(),
      daysBefore: 7,
    },
    true,
  );
  const url = new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '');
  const link = url.pathname + url.search;
  const landed = new RegExp(`/settings/api-keys/${key.id}\\?workspace=${owner.workspaceId}$`);

  await page.goto(link);
  await giveCredentials(page, email);
  await expect(page).toHaveURL(landed);
  await page.waitForLoadState();

  await page.context().clearCookies();
  const other = await makeAccount({ password: OTHER_PASSWORD, verified: true });
  await page.goto('/login');
  await giveCredentials(page, other.email, OTHER_PASSWORD);
  await expectSignedIn(page);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link is for another account' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out and use another account' }).click();
  await giveCredentials(page, email);
  await expect(page).toHaveURL(landed);
});

test('emailed links to sign in or sign up offer another account to a signed-in user', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  for (const [path, landed] of [
    ['/login?switch', /\/login$/],
    ['/signup?switch', /\/signup$/],
  ] as const) {
    await signIn(await makeMember());
    await page.goto(path);
    await page.getByRole('button', { name: 'Sign out and use another account' }).click();
    await expect(page).toHaveURL(landed);
  }
});
