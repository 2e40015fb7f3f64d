import { PATH } from '@/e2e/api-keys/api-keys-page';
import { expect, test } from '@/e2e/fixtures';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { keys } from '@/lib/profiles/esms-africa/keys';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

test.use({
  serverSettings: { PROFILE: 'esms-africa' },
  permissions: ['clipboard-read', 'clipboard-write'],
});
test.describe.configure({ mode: 'default' });

test('S0.11 S0.17 S0.25 a key is created with few scopes, copied at once, and put into an environment variable', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  await page.goto(PATH);
  const advice = page.getByRole('region', { name: 'Security best practices' });
  await expect(advice).toContainText('One key per service');
  await expect(advice).toContainText('Request only the scopes that an integration needs.');
  await expect(advice).toContainText('ESMS_API_KEY=esms_live_…');

  await page.getByTestId('create-key').click();
  const form = page.getByTestId('create-key-dialog');
  await expect(form).toContainText('Pick only what it needs.');
  await expect(form.getByRole('checkbox', { checked: true })).toHaveCount(0);
  await expect(form.getByRole('checkbox', { name: 'Full access' })).toHaveCount(0);
  await form.getByTestId('label').fill('Production server');
  await form.getByRole('radio', { name: 'Test' }).check();
  await form.getByTestId('scope-query').check();
  await form.getByTestId('submit').click();

  const secret = await page.getByTestId('secret').inputValue();
  expect(secret).toMatch(/^esms_test_[a-z0-9]{32}$/);
  const shown = page.getByRole('dialog', { name: 'Save your API key' });
  await expect(shown).toContainText('This is the only time you can see this key. Copy it now');
  await expect(shown).toContainText('As an environment variable');
  await expect(shown).toContainText(`ESMS_API_KEY=${secret}`);
  await shown.getByRole('button', { name: 'Copy', exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await page.getByTestId('done').click();
  const row = page.getByRole('row').filter({ hasText: 'Production server' });
  await expect(row).toContainText(`esms_test_****${secret.slice(-4)}`);
  await expect(row).toContainText('query');
  expect(await page.content()).not.toContain(secret);
});

test('S0.26 a key is rotated: the new one is created, the service updated, and the old one revoked', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const input = keyInput({ label: 'API server', length: 32, scopes: ['query'] });
  const { secret: old } = granted(await createApiKey(owner, input, keys));
  const statusOf = async (secret: string) =>
    (await request.get('/api/balance', { headers: { authorization: `Bearer ${secret}` } })).status();
  await signIn(owner);
  await page.goto(PATH);
  await expect(page.getByRole('region', { name: 'Security best practices' })).toContainText(
    /Create a new key with the same scopes\.\s*Update your service, .*\s*Revoke the old key\./,
  );
  await page.getByRole('link', { name: 'API server' }).click();
  const overview = page.getByRole('region', { name: 'Overview' });
  await expect(overview).toContainText(`esms_test_****${old.slice(-4)}`);
  await expect(overview.getByRole('button', { name: 'Copy key ID 1' })).toHaveText('1');

  await page.getByRole('button', { name: 'Rotate key' }).click();
  await page.getByRole('radio', { name: 'When I retire it myself' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate key' }).click();
  const fresh = await page.getByTestId('secret').inputValue();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByTestId('done').click();
  expect([await statusOf(old), await statusOf(fresh)]).toEqual([200, 200]);
  const secrets = page.getByRole('region', { name: 'Secret' });
  await expect(secrets).toContainText('1 call with the old secret in 24 hours', { timeout: 30_000 });

  await page.getByRole('button', { name: 'Retire old secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retire', exact: true }).click();
  await expect(page.getByText('The old secret is retired')).toBeVisible();
  expect([await statusOf(old), await statusOf(fresh)]).toEqual([401, 200]);
});
