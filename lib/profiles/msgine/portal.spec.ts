import { bearer, keyPage } from '@/e2e/api-keys/key-page';
import { openReference } from '@/e2e/docs/docs-page';
import { expect, test } from '@/e2e/fixtures';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { msgine } from '@/lib/profiles/msgine/msgine';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

test.use({
  serverSettings: { PROFILE: 'msgine' },
  permissions: ['clipboard-read', 'clipboard-write'],
});
test.describe.configure({ mode: 'default' });

test('S4.2 S4.3 S4.16 S4.24 S4.25 S4.26 S4.32 a token is generated for a purpose, shown once and tested', async ({
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
  const ofPage = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site' };
  const tested = await page.request.get('/api/v1/account', { headers: { 'x-api-key': secret, ...ofPage } });
  expect(tested.status()).toBe(200);
  await expect(shown).toContainText('First request received');
  await shown.getByRole('button', { name: 'Copy', exact: true }).first().click();
  await page.getByTestId('done').click();

  const row = page.getByRole('row').filter({ hasText: 'Billing' });
  await expect(row).toContainText('Production');
  await expect(row).not.toContainText('Rotate now');
  await page.setViewportSize({ width: 1280, height: 800 });
  const mask = row.getByText(`msgine_test_****${secret.slice(-4)}`);
  expect((await mask.boundingBox())?.height, 'the masked token is on one line').toBeLessThan(25);
  await db().apiKeySecret.updateMany({ data: { createdAt: new Date(now().getTime() - 91 * DAY) } });
  await page.reload();
  await expect(row).toContainText('Rotate now');
  await row.getByRole('link', { name: 'Billing' }).click();
  await expect(page.getByText('Rotate now')).toBeVisible();
  await expect(page.getByText('This token was used from a browser')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('https://shop.example');

  const { change, save, settings } = keyPage(page);
  await change('purpose');
  await page.getByTestId('purpose').selectOption('Development');
  await save();
  await expect(settings).toContainText('Development');
  await expect(page.getByText('Rotate now')).toBeHidden();
  await page.goto('/settings/audit-log');
  const changed = 'changed the purpose of the token “Billing” from Production to Development';
  await expect(page.getByRole('main')).toContainText(changed);
  await expect(page.getByRole('main')).toContainText('created the token “Billing” (test)');
});

test('S4.18 S4.22 S4.27 a compromised token is found, revoked and replaced, and refused calls have hints', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  const make = async (label: string) => {
    const input = keyInput({ label, length: 40, scopes: ['sms.read'], purpose: 'Production' });
    return granted(await createApiKey(owner, input, msgine.keys));
  };
  const { key, secret } = await make('Leaked');
  const other = await make('Other');
  const account = (token: string) => page.request.get('/api/v1/account', bearer(token));
  const hello = { to: '+256701521269', message: 'Hello' };
  const send = () => page.request.post('/api/v1/developers/sms', { ...bearer(secret), data: hello });
  expect((await send()).status()).toBe(403);
  await signIn(owner);
  const { refusals, open } = keyPage(page);
  await expect(async () => {
    await open(key.id);
    await expect(refusals).toContainText('The token lacks a scope', { timeout: 500 });
  }).toPass();
  await expect(refusals).toContainText('FORBIDDEN');
  await expect(refusals.getByRole('button', { name: 'Add sms.send' })).toBeVisible();
  await page.goto('/docs/errors');
  for (const hint of ['Compare the token', 'Add the scope']) {
    await expect(page.getByRole('main')).toContainText(hint);
  }

  await page.goto('/settings/api-keys');
  await page.getByRole('searchbox', { name: 'Search tokens' }).fill(secret);
  await expect(page.getByRole('heading', { name: 'Leaked', level: 1 })).toBeVisible();
  await page.goBack();
  await page.getByRole('button', { name: 'Actions for Leaked' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revoke / })
    .click();
  await expect(page.getByText('“Leaked” is revoked')).toBeVisible();
  expect((await account(secret)).status()).toBe(401);
  expect((await account(other.secret)).status()).toBe(200);

  await page.getByRole('button', { name: 'Generate New Token' }).click();
  const form = page.getByTestId('create-key-dialog');
  await form.getByTestId('label').fill('Replacement');
  await form.getByTestId('scope-sms.read').check();
  await form.getByTestId('submit').click();
  const replacement = await page.getByTestId('secret').inputValue();
  expect((await account(replacement)).status()).toBe(200);
  await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
  await page.getByTestId('done').click();
});

test('S4.4 S4.5 S4.6 S4.19 S4.28 S4.29 S4.30 S4.34 the page advises as the provider does, and links to its documentation', async ({
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
  for (const [name, heading] of [
    ['REST API', 'Send an SMS'],
    ['Rate limits', 'Rate limits'],
    ['Webhooks', 'Verify a delivery'],
  ] as const) {
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
    await expect(page.getByRole('heading', { name: heading, exact: true })).toBeVisible();
    await page.goto('/settings/api-keys');
  }
});

test('S4.32 S4.33 the reference has samples in each language and tests a token, and every page says “token”', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  await signIn(owner);
  const input = keyInput({ length: 40, scopes: ['sms.read'] });
  const { key, secret } = granted(await createApiKey(owner, input, msgine.keys));
  await openReference(page, '/docs/operations');
  for (const language of ['curl', 'JavaScript', 'Python', 'PHP']) {
    const name = `${language}: Send an SMS, Request`;
    await page.getByRole('tab', { name, exact: true }).click();
    const panel = page.getByRole('tabpanel', { name, exact: true });
    for (const text of ['X-Api-Key', 'MSGINE_API_KEY']) await expect(panel).toContainText(text);
  }
  await page.getByRole('button', { name: 'Try it: Test authentication, and show the account' }).click();
  await page.getByRole('textbox', { name: 'Test token' }).fill(secret);
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByRole('status').getByText('Response 200')).toBeVisible();
  const { open, overview } = keyPage(page);
  await open(key.id);
  await expect(overview).toContainText('account.details');
  await page.reload();
  await expect(page.getByText('used from a browser')).toHaveCount(0);

  for (const path of [
    '/settings/api-keys',
    '/settings/api-keys?filter=revoked',
    '/settings/api-keys?q=none',
    `/settings/api-keys/${key.id}`,
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
    const ours = /.{0,40}(?<![-/=])\b(keys?|Keydesk)\b.{0,40}/i.exec(text)?.[0];
    expect({ path, ours }).toEqual({ path, ours: undefined });
  }
});
