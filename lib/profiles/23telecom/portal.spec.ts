import type { APIResponse } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { FULL_ACCESS } from '@/lib/domain/key-policy/policy';
import { errors } from '@/lib/profiles/23telecom/errors';
import { keys } from '@/lib/profiles/23telecom/keys';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

test.describe.configure({ mode: 'default' });
test.use({
  serverSettings: { PROFILE: '23telecom' },
  permissions: ['clipboard-read', 'clipboard-write'],
});

const withKey = (secret: string) => ({ headers: { 'x-api-key': secret } });

/** The status of a response, and its error code, if it has one. */
async function outcomeOf(response: APIResponse): Promise<[number, unknown]> {
  const body: unknown = await response.json();
  return [response.status(), Reflect.get(Object(body), 'error_code')];
}

test('S1.4–9, S1.19–23: Settings → API Keys → Create API Key, and the key is shown once', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  await page.goto('/settings/security');
  const settings = page.getByRole('navigation', { name: 'Main' }).getByRole('list', { name: 'Settings' });
  await settings.getByRole('link', { name: 'API Keys' }).click();
  await page.getByRole('button', { name: 'Create API Key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Create API Key' });

  const names = [...keys.scopes.map(({ name }) => name), FULL_ACCESS];
  const pickedScopes = async () => {
    const picked: string[] = [];
    for (const name of names) {
      if (await dialog.getByTestId(`scope-${name}`).isChecked()) picked.push(name);
    }
    return picked;
  };
  expect(await pickedScopes()).toEqual([]);
  for (const { name, scopes } of keys.presets) {
    await dialog.getByRole('button', { name, exact: true }).click();
    expect(await pickedScopes()).toEqual(names.filter((each) => scopes.includes(each)));
  }

  await dialog.getByRole('button', { name: 'Send only', exact: true }).click();
  await dialog.getByTestId('label').fill('Shop');
  await dialog.getByTestId('environment-live').check();
  await dialog.getByRole('switch', { name: 'Require HMAC signatures' }).check();
  await dialog.getByTestId('submit').click();

  const secret = await page.getByTestId('secret').inputValue();
  expect(secret).toMatch(/^sk_prod_[0-9A-Za-z]{48}$/);
  await expect(page.getByTestId('signing-secret')).toHaveValue(/^.{16,}$/);
  await expect(page.getByRole('dialog')).toContainText(/only time .+ secrets? manager/);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('button', { name: /Signing secret to clipboard/ }).click();
  await page.getByTestId('done').click();
  await expect(page.getByTestId('secret')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('row').filter({ hasText: 'Shop' })).toContainText('sk_prod_');
  expect(await page.content()).not.toContain(secret);
  expect(await outcomeOf(await page.request.get('/api/v1/user/balance', withKey(secret)))).toEqual([
    401,
    'SIGNATURE_REQUIRED',
  ]);
});

test('S1.28–35: the page with the keys shows the advice, which links to the error reference', async ({
  page,
  signIn,
}) => {
  await signIn(await makeMember());
  await page.goto('/settings/api-keys');
  const advice = page.getByRole('region', { name: 'Security best practices' });
  for (const text of [
    'one key per application and environment',
    'A background sender rarely needs payments.read',
    'Never commit them to version control, and never embed them in client-side code',
    'When somebody who knew a key leaves, and whenever a key may be exposed',
    'Create a new key, switch your traffic to it, then delete the old one',
    'Require HMAC signatures where requests can be intercepted',
  ]) {
    await expect(advice).toContainText(text);
  }
  await expect(advice.getByRole('link', { name: 'HMAC signatures' })).toHaveAttribute(
    'href',
    '/docs/signing',
  );
  await advice.getByRole('link', { name: 'error reference' }).click();
  await expect(page).toHaveURL(/\/docs\/errors$/);
  const codes = ['INVALID_API_KEY', 'API_KEY_INACTIVE', 'API_KEY_EXPIRED', 'FORBIDDEN'];
  for (const code of [...codes, ...(errors.inputCodes ?? []).map((each) => each.code)]) {
    await expect(page.getByRole('heading', { name: String(code), exact: true })).toBeVisible();
  }
});

test('S1.3, S1.24, S1.26, S1.33: keys are replaced, disabled and deleted one by one', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  const make = async (label: string) => {
    const input = keyInput({ label, length: keys.length.preset, scopes: ['balance.read'] });
    return granted(await createApiKey(owner, input, keys));
  };
  const [old, other] = [await make('Shop'), await make('Dashboard')];
  const balance = async (secret: string) =>
    outcomeOf(await page.request.get('/api/v1/user/balance', withKey(secret)));
  await signIn(owner);

  await page.goto(`/settings/api-keys/${old.key.id}`);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByTestId('submit').click();
  const secret = await page.getByTestId('secret').inputValue();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByTestId('done').click();
  await expect(page.getByTestId('secret')).toBeHidden();
  expect([await balance(old.secret), await balance(secret)]).toEqual([
    [200, undefined],
    [200, undefined],
  ]);

  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'Actions for Shop' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revoke / })
    .click();
  await expect(page.getByText('“Shop” is revoked')).toBeVisible();
  expect([await balance(old.secret), await balance(secret), await balance(other.secret)]).toEqual([
    [401, 'INVALID_API_KEY'],
    [200, undefined],
    [200, undefined],
  ]);

  await page.goto(`/settings/api-keys/${other.key.id}`);
  await page.getByRole('button', { name: 'Disable' }).click();
  await page.getByRole('button', { name: 'Disable key' }).click();
  await expect(page.getByText('“Dashboard” is disabled')).toBeVisible();
  expect(await balance(other.secret)).toEqual([401, 'API_KEY_INACTIVE']);
  expect(await outcomeOf(await page.request.get('/api/v1/user/payments', withKey(secret)))).toEqual([
    403,
    'FORBIDDEN',
  ]);
});
