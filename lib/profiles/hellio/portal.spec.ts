import { bearer } from '@/e2e/api-keys/key-page';
import { expect, test } from '@/e2e/fixtures';
import { webhooksPage } from '@/e2e/webhooks/webhooks-page';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { hellio } from '@/lib/profiles/hellio/hellio';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

test.use({
  serverSettings: { PROFILE: 'hellio' },
  permissions: ['clipboard-read', 'clipboard-write'],
});
test.describe.configure({ mode: 'default' });

test('S3.2 S3.3 S3.4 S3.5 one page creates and revokes tokens and webhooks, and shows a token once', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  await page.goto('/settings/webhooks');
  await expect(page).toHaveURL(/\/settings\/api-keys#webhooks$/);
  await expect(page.getByRole('heading', { name: 'API Keys & Webhooks', exact: true })).toBeVisible();
  await expect(page.getByRole('main')).toContainText('Never expose a token in client-side code');

  await page.getByTestId('create-key').click();
  const form = page.getByTestId('create-key-dialog');
  await form.getByTestId('label').fill('Shop');
  await form.getByTestId('submit').click();
  await expect(form).toContainText('Pick at least one scope.');
  await form.getByTestId('scope-balance').check();
  await expect(form).toContainText('40 to 128 characters, after the number and |');
  await form.getByTestId('submit').click();
  const token = await page.getByTestId('secret').inputValue();
  expect(token).toMatch(/^1\|[0-9A-Za-z]{48}$/);
  // A shell would take the bar for a pipe.
  await expect(page.getByRole('dialog')).toContainText(`HELLIO_API_TOKEN='${token}'`);
  await page.getByRole('button', { name: 'Copy', exact: true }).first().click();
  await page.getByTestId('done').click();
  await page.reload();
  expect(await page.content()).not.toContain(token);
  const balance = () => page.request.get('/v1/balance', bearer(token));
  expect((await balance()).status()).toBe(200);

  const webhooks = webhooksPage(page);
  await webhooks.addButton.click();
  await webhooks.form.getByRole('textbox', { name: 'URL' }).fill('https://8.8.8.8/hellio');
  await webhooks.submit.click();
  await webhooks.saveSecret();
  await webhooks.button('Delete').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(page.getByText('Endpoint deleted')).toBeVisible();
  await expect(page).toHaveURL(/\/settings\/api-keys/);

  await page.getByRole('button', { name: 'Actions for Shop' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revoke / })
    .click();
  await expect(page.getByText('“Shop” is revoked')).toBeVisible();
  expect((await balance()).status()).toBe(401);
});

test('S3.21 S3.22 S3.23 an admin edits the allowlist, and calls from elsewhere get ip_not_allowed', async ({
  page,
  signIn,
}) => {
  const admin = await makeMember('admin');
  const input = keyInput({ length: hellio.keys.length.preset, scopes: ['balance'] });
  const { secret } = granted(await createApiKey(admin, input, hellio.keys));
  const balance = () => page.request.get('/v1/balance', bearer(secret));
  await signIn(admin);
  await page.goto('/settings/security');
  expect((await balance()).status()).toBe(200);
  await page.getByRole('button', { name: 'Add address' }).click();
  await page.getByRole('textbox', { name: 'Address 1', exact: true }).fill('198.51.100.0/24');
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect(page.getByText('Allowed addresses saved')).toBeVisible();
  const refused = await balance();
  expect([refused.status(), await refused.json()]).toMatchObject([403, { error: 'ip_not_allowed' }]);
});
