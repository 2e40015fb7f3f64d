import { expect, test } from '@/e2e/fixtures';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeMember } from '@/lib/testing/factories/members';

test.use({
  serverSettings: { PROFILE: 'msgine' },
  permissions: ['clipboard-read', 'clipboard-write'],
});
test.describe.configure({ mode: 'default' });

test('S4.2 S4.3 S4.16 S4.25 S4.26 S4.32 a token is generated for a purpose, shown once and tested', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  await page.goto('/settings/api-keys');
  await expect(page).toHaveTitle(/API tokens · MsGine/);
  await expect(page.getByRole('navigation')).toContainText('Developer Dashboard');
  await page.getByRole('button', { name: 'Generate New Token' }).click();
  const form = page.getByTestId('create-key-dialog');
  await form.getByTestId('label').fill('Billing');
  const purpose = form.getByTestId('purpose');
  await expect(purpose.getByRole('option')).toHaveText(['Development', 'Production', 'CI/CD', 'Third-party']);
  await expect(form).toContainText('Rotate the token as needed.');
  await purpose.selectOption('Production');
  await expect(form).toContainText('every 90 days');
  await form.getByTestId('scope-sms.send').check();
  await form.getByTestId('submit').click();

  const shown = page.getByRole('dialog', { name: 'Save your API token' });
  await expect(shown).toContainText('This is the only time you can see this token.');
  await expect(shown).toContainText('MSGINE_API_KEY=');
  await expect(shown).toContainText('curl');
  const secret = await page.getByTestId('secret').inputValue();
  expect(secret).toMatch(/^msgine_(live|test)_/);
  const tested = await page.request.get('/api/v1/account', { headers: { 'x-api-key': secret } });
  expect(tested.status()).toBe(200);
  await expect(shown).toContainText('First request received');
  await shown.getByRole('button', { name: 'Copy', exact: true }).first().click();
  await page.getByTestId('done').click();

  const row = page.getByRole('row').filter({ hasText: 'Billing' });
  await expect(row).toContainText('Production');
  await expect(row).not.toContainText('Rotate now');
  await db().apiKeySecret.updateMany({ data: { createdAt: new Date(now().getTime() - 91 * DAY) } });
  await page.reload();
  await expect(row).toContainText('Rotate now');
  await row.getByRole('link', { name: 'Billing' }).click();
  await expect(page.getByText('Rotate now')).toBeVisible();
});

test('S4.4 S4.5 S4.6 S4.18 S4.19 S4.27 S4.28 S4.29 S4.30 the page advises as the provider does', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  await page.goto('/settings/api-keys');
  for (const text of [
    'JavaScript in a browser',
    'public repositories',
    'log files or error messages',
    '.env',
    '.gitignore',
    'AWS Secrets Manager',
    'encrypted secret',
    'every 90 days',
    'At once if a token is compromised',
  ]) {
    await expect(page.getByRole('main')).toContainText(text);
  }
});

test('S4.33 S4.34 the reference has samples in each language, and every page says “token”', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  await page.goto('/docs/operations');
  for (const name of ['curl', 'JavaScript', 'Python', 'PHP']) {
    await expect(page.getByRole('tab', { name }).first()).toBeVisible();
  }
  await page.goto('/docs/conventions');
  await expect(page.getByRole('heading', { name: 'Rate limits' })).toBeVisible();
  await page.goto('/docs/webhooks');
  await expect(page.getByRole('heading', { name: 'Verify a delivery' })).toBeVisible();
  for (const path of [
    '/settings/api-keys',
    '/settings/api-keys?filter=revoked',
    '/settings/api-keys?q=none',
    '/settings/webhooks',
    '/settings/audit-log',
    '/settings/security',
    '/settings/support-access',
    '/docs',
    '/signup',
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading').first()).toBeVisible();
    // The names and texts that a person can read or hear.
    const text = (await page.locator('body').ariaSnapshot())
      .replace(/`[^`]*`|\bcode: .*/g, '')
      .replace(/Key Vault|X-Api-Key|idempotency key/gi, '');
    const ours = /.{0,40}(?<![-/])\b(keys?|Keydesk)\b.{0,40}/i.exec(text)?.[0];
    expect({ path, ours }).toEqual({ path, ours: undefined });
  }
});
