import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { apiKeysPage, PATH } from './api-keys-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a key is created, used and revoked', async ({ page, request, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await page.goto(PATH);
  await expect(page).toHaveURL(PATH);
  await expect(page.getByRole('heading', { name: 'No API keys yet' })).toBeVisible();

  const secret = await keys.create('Order service');
  expect(secret).toMatch(/^kd_sandbox_[0-9A-Za-z]{64}$/);
  await expect(keys.secret).toHaveAttribute('readonly');
  await expect(keys.copy).toBeFocused();
  await expect(keys.reveal).toContainText(`KEYDESK_API_KEY=${secret}`);
  await expect(keys.reveal).toContainText(
    new RegExp(`curl "http://\\S+/api/v1/messages" --header .*Bearer ${secret}.* --data .*15005550100`),
  );
  await expect(keys.reveal).toContainText('Waiting for the first request');

  const account = () => request.get('/api/v1/account', { headers: { authorization: `Bearer ${secret}` } });
  expect((await account()).status()).toBe(200);
  await expect(keys.reveal.getByText('First request received')).toBeVisible();
  await keys.copyAndClose();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await expect(keys.createButton).toBeFocused();

  const row = keys.row('Order service');
  await expect(row).toContainText(`kd_sandbox_****${secret.slice(-4)}`);
  await expect(row).toContainText('Sandbox');
  await expect(row).toContainText('messages.send');
  await expect(row).toContainText('by Test owner');
  await expect(row).toContainText('Active');
  await expect(row.getByText('account.read')).toBeVisible();

  const dialog = await keys.askToRevoke('Order service');
  await expect(dialog).toContainText(/1 call in the last 24 hours/);
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Actions for Order service' })).toBeFocused();

  await keys.askToRevoke('Order service');
  await keys.revokeButton.click();
  await expect(page.getByText('“Order service” is revoked')).toBeVisible();
  await expect(page.getByText('No current keys')).toBeVisible();
  expect((await account()).status()).toBe(401);

  await page.getByRole('link', { name: 'Revoked' }).click();
  await expect(page).toHaveURL(/filter=revoked/);
  await expect(keys.row('Order service')).toContainText('Revoked');
  await expect(page.getByRole('button', { name: 'Actions for' })).toHaveCount(0);
});

test('the last use updates by itself', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { secret } = await makeKey(owner, { label: 'Watched' });
  await signIn(owner);
  await page.goto(PATH);
  const row = apiKeysPage(page).row('Watched');
  await expect(row).toContainText('Never used');
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''));

  await request.get('/api/v1/account', { headers: { 'x-api-key': secret } });
  await expect(row).toContainText('Just now');
  await expect(row.locator('time').last()).toHaveAttribute('title', /\d{4} at \d\d:\d\d:\d\d/);
  await expect(page.locator('body[data-same-page]'), 'the page was not reloaded').toHaveCount(1);
});

test('a key that is revoked elsewhere disappears from the list', async ({
  page,
  browser,
  signIn,
  server,
}) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'Gone' });
  await makeKey(owner, { label: 'Stays' });
  await signIn(owner);
  await page.goto(PATH);
  await expect(apiKeysPage(page).row('Gone')).toBeVisible();

  const other = await browser.newContext({
    baseURL: server.url,
    storageState: await page.context().storageState(),
  });
  const elsewhere = await other.newPage();
  await elsewhere.goto(PATH);
  await apiKeysPage(elsewhere).askToRevoke('Gone');
  await apiKeysPage(elsewhere).revokeButton.click();
  await expect(elsewhere.getByText('“Gone” is revoked')).toBeVisible();
  await other.close();

  await expect(apiKeysPage(page).row('Gone')).toHaveCount(0);
  await expect(apiKeysPage(page).row('Stays')).toBeVisible();
});

test('the form shows errors, warns about short keys and applies presets', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  const label = keys.form.getByRole('textbox', { name: 'Label' });
  const length = keys.form.getByRole('spinbutton', { name: 'Secret length' });
  const scopes = keys.form.getByRole('group', { name: 'Scopes' });
  const environment = keys.form.getByRole('radiogroup', { name: 'Environment' });
  await expect(label).toBeFocused();
  await expect(environment.getByRole('radio', { name: 'Sandbox' })).toBeChecked();
  await expect(length).toHaveValue('64');
  await expect(scopes.getByRole('checkbox', { name: 'messages.send' })).toHaveAccessibleDescription(
    'Send messages',
  );
  await expect(scopes.getByRole('checkbox', { checked: true })).toHaveCount(0);

  await keys.submit.click();
  await expect(label).toBeFocused();
  await expect(label).toHaveAccessibleDescription(/Enter a label\./);
  await expect(scopes).toHaveAccessibleDescription('Pick at least one scope.');

  await scopes.getByRole('button', { name: 'Send and track' }).click();
  await expect(scopes.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await scopes.getByRole('button', { name: 'Send only' }).click();
  await expect(scopes.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await expect(scopes.getByRole('checkbox', { name: 'messages.send' })).toBeChecked();

  await length.fill('31');
  await label.fill('Short');
  await keys.submit.click();
  await expect(length).toHaveAccessibleDescription('Enter a length from 32 to 128.');
  await length.fill('32');
  await expect(keys.form.getByRole('status').filter({ hasText: 'at least 64' })).toBeVisible();
  await keys.submit.click();
  await expect(keys.secret).toHaveValue(/^kd_sandbox_[0-9A-Za-z]{32}$/);
});

test('a label of 64 characters fits, one more does not', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.fillForm({ label: 'a'.repeat(65) });
  await keys.submit.click();
  await expect(keys.form.getByRole('textbox', { name: 'Label' })).toHaveAccessibleDescription(/at most 64/);
  await keys.fillForm({ label: 'a'.repeat(64) });
  await keys.submit.click();
  await keys.copyAndClose();
  await expect(keys.row('a'.repeat(64))).toBeVisible();
});

test('full access includes every scope', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.fillForm({ label: 'Everything', scopes: ['messages.send', 'Full access (*)'] });
  await expect(keys.form.getByRole('checkbox', { name: 'messages.send' })).toBeDisabled();
  await keys.submit.click();
  await keys.copyAndClose();
  await expect(keys.row('Everything').getByRole('listitem')).toHaveText(['*']);
});

test('the list is filtered, searched and paged, and the URL keeps it', async ({ page, signIn }) => {
  const owner = await makeMember();
  for (let count = 1; count <= 26; count++) await makeKey(owner, { label: `Server ${count}` });
  const { key } = await makeKey(owner, { label: 'Billing' });
  await signIn(owner);
  await page.goto(PATH);
  const keys = apiKeysPage(page);
  const shown = page.getByRole('rowheader');
  await expect(shown).toHaveCount(25);
  await expect(page.getByText('1–25 of 27 keys')).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(shown).toHaveText(['Server 2', 'Server 1']);
  await expect(page.getByText('26–27 of 27 keys')).toBeVisible();
  await page.getByRole('link', { name: 'First' }).click();
  await expect(shown).toHaveCount(25);

  const search = page.getByRole('searchbox', { name: 'Search keys' });
  await search.pressSequentially('bill');
  await expect(shown).toHaveText(['Billing']);
  await expect(page).toHaveURL(/q=bill/);
  await expect(search).toBeFocused();
  await search.fill(key.id);
  await expect(page).toHaveURL(new RegExp(key.id));
  await expect(shown).toHaveText(['Billing']);
  await search.fill('nothing like it');
  await expect(page.getByText('No key matches')).toBeVisible();

  await page.goto(`${PATH}?filter=all&q=server%201`);
  await expect(search).toHaveValue('server 1');
  await expect(shown).toHaveCount(12);
  await page.getByRole('link', { name: 'Revoked' }).click();
  await expect(page.getByText('No key matches')).toBeVisible();
  await expect(keys.createButton).toBeVisible();

  for (const made of ['cursor=made-up', 'q=%00', `q=${'a'.repeat(101)}`]) {
    await page.goto(`${PATH}?${made}`);
    await expect(page).toHaveURL(PATH);
  }
  await page.goto(`${PATH}?filter=nonsense`);
  await expect(shown).toHaveCount(25);
});

test('the whole key ID is copied', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Copied' });
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('button', { name: `Copy key ID ${key.id}` }).click();
  await expect(page.getByText('Key ID copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key.id);
});
