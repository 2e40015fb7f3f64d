import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { PATH } from './api-keys-page';
import { bearer, codeOf, keyPage } from './key-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a key is disabled and enabled', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { label: 'Switched' });
  const account = () => request.get('/api/v1/account', bearer(secret));
  await signIn(owner);
  await keyPage(page).open(key.id);

  await page.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('This key was never used.')).toBeVisible();
  await page.getByRole('button', { name: 'Disable key' }).click();
  await expect(page.getByText('“Switched” is disabled')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enable' })).toBeVisible();
  expect(await codeOf(await account())).toBe('API_KEY_INACTIVE');

  await page.getByRole('button', { name: 'Enable' }).click();
  await expect(page.getByText('“Switched” is enabled')).toBeVisible();
  expect((await account()).status()).toBe(200);
});

test('a rotating key shows the calls with its old secret until it is retired', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret: old } = await makeKey(owner, { label: 'Rotated' });
  const status = async (secret: string) => (await request.get('/api/v1/account', bearer(secret))).status();
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await page.getByRole('radio', { name: 'When I retire it myself' }).check();
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  const fresh = await reveal.getByRole('textbox', { name: 'API key' }).inputValue();
  await expect(reveal.getByText('Waiting for the first request with the new secret…')).toBeVisible();
  expect(await status(fresh)).toBe(200);
  await expect(reveal.getByText('First request with the new secret received')).toBeVisible();
  await expect(reveal).toContainText('New secret: 1 call. Old secret: no call since');
  // A dialog of an earlier version that is open across an upgrade polls this address. It fails if it gets JSON of another shape.
  const earlier = await page.request.get(`${PATH}/rotation?id=${key.id}`);
  expect(earlier.headers()['content-type']).not.toContain('json');
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(shown.secrets).toContainText('Rotating: both secrets work.');
  await expect(shown.secrets).toContainText('Works until you retire it.');
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);

  // The page reloads by itself.
  await expect(shown.secrets).toContainText('1 call with the old secret in 24 hours', { timeout: 30_000 });
  await expect(shown.secrets).toContainText('2 calls with the new secret');
  await expect(page.getByRole('button', { name: 'Lost the new secret?' })).toBeHidden();
  await expect(shown.secrets).toContainText('from 127.0.0.1');
  await page.goto(PATH);
  await expect(page.getByRole('row').filter({ hasText: 'Rotated' })).toContainText('Rotating');

  await shown.open(key.id);
  await page.getByRole('button', { name: 'Retire old secret' }).click();
  await expect(shown.dialog).toContainText('1 call in the last 24 hours, 1 in the last hour. Last call');
  await expect(shown.dialog).toContainText('from 127.0.0.1');
  await shown.dialog.getByRole('button', { name: 'Retire', exact: true }).click();
  await expect(page.getByText('The old secret is retired')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate key' })).toBeVisible();
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);
});

test('the dialog of a rotation retires the old secret, after showing what uses it', async ({
  page,
  request,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key, secret: old } = await makeKey(owner);
  await request.get('/api/v1/account', bearer(old));
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  await reveal.getByRole('button', { name: 'Retire old secret' }).click();
  await expect(reveal).toContainText('1 call in the last 24 hours');
  await expect(reveal).toContainText('The new secret was never used.');
  await expect(reveal.getByRole('button', { name: 'Keep both' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(reveal.getByRole('button', { name: 'Retire old secret' })).toBeFocused();
  await expect(reveal.getByText('The old secret has ended.')).toBeHidden();
  expect((await request.get('/api/v1/account', bearer(old))).status()).toBe(200);

  await reveal.getByRole('button', { name: 'Retire old secret' }).click();
  await expectAccessible(page);
  await reveal.getByRole('button', { name: 'Retire now' }).click();
  await expect(reveal.getByText('The old secret has ended.')).toBeVisible();
  await expect(reveal.getByText('The old secret has ended.').locator('..')).toBeFocused();
  await expect(reveal).toContainText('Its last call was');
  expect((await request.get('/api/v1/account', bearer(old))).status()).toBe(401);
  await expect(reveal.getByText('Waiting for the first request with the new secret…')).toBeVisible();
});

test('the first request with the new secret ends the old one, if the member chose that', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret: old } = await makeKey(owner, { expiry: '30d' });
  const status = async (secret: string) => (await request.get('/api/v1/account', bearer(secret))).status();
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await page.getByRole('radio', { name: 'When the new secret is first used' }).check();
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  await expect(reveal).toContainText('It ends at the first request with the new one, at the latest');
  const fresh = await reveal.getByRole('textbox', { name: 'API key' }).inputValue();
  await expect(page.getByText('Works until the new secret is first used, at the latest')).toHaveCount(1);
  expect([await status(old), await status(fresh), await status(old)]).toEqual([200, 200, 401]);
  await expect(reveal.getByText('First request with the new secret received')).toBeVisible();
  await expect(reveal.getByText('The old secret has ended.')).toBeVisible();
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Rotate key' })).toBeVisible();
});

test('a rotation that stops the old secret at once shows its recent calls, and waits for the next one', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  await request.get('/api/v1/account', bearer(secret));
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await expect(shown.overview).toContainText('account.read');
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await expect(shown.dialog).not.toContainText('in the last 24 hours');
  await page.getByRole('radio', { name: 'Now' }).check();
  await expect(shown.dialog).toContainText('1 call in the last 24 hours, 1 in the last hour. Last call');
  await expect(shown.dialog).toContainText('from 127.0.0.1');
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  await expect(reveal.getByText('Waiting for the first request with the new secret…')).toBeVisible();
  const fresh = await reveal.getByRole('textbox', { name: 'API key' }).inputValue();
  await request.get('/api/v1/account', bearer(fresh));
  await expect(reveal.getByText('First request with the new secret received')).toBeVisible();
});

test('a duplicate has the same settings', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, {
    label: 'Model',
    scopes: ['messages.read', 'balance.read'],
    rateLimit: 40,
    allowlist: [{ network: '203.0.113.7', note: 'Office' }],
  });
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  const form = page.getByRole('dialog', { name: 'Create API key' });
  await expect(form.getByRole('textbox', { name: 'Label' })).toHaveValue('Copy of Model');
  await expect(form.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await expect(form).toContainText('call more than 40 times a minute');
  await form.getByRole('button', { name: 'Create key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Copy of Model', level: 1 })).toBeVisible();
  await expect(shown.settings).toContainText('203.0.113.7/32 Office');
});

test('revoking a live key in use requires typing its label', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { label: 'In use', environment: 'live' });
  expect((await request.get('/api/v1/account', bearer(secret))).status()).toBe(200);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await expect(shown.overview).toContainText('account.read');
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(shown.dialog).toContainText('1 call in the last 24 hours, 1 in the last hour.');
  await expect(shown.dialog).toContainText('from 127.0.0.1');
  const typed = page.getByLabel('Type the label to confirm');
  await typed.fill('in use');
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(typed).toHaveAccessibleDescription(/Type “In use” to confirm/);
  await typed.fill('In use');
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('“In use” is revoked')).toBeVisible();
  await expect(shown.overview).toContainText('by Test owner');
  await expect(page.getByRole('button', { name: /^Change / })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Rotate key' })).toHaveCount(0);
  expect(await codeOf(await request.get('/api/v1/account', bearer(secret)))).toBe('INVALID_API_KEY');
});
