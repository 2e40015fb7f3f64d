import type { Page } from '@playwright/test';
import { apiKeysPage, PATH } from '@/e2e/api-keys/api-keys-page';
import { keyPage } from '@/e2e/api-keys/key-page';
import { expect, test } from '@/e2e/fixtures';
import { PASSWORD } from '@/lib/testing/factories/accounts';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

/** An action id that no build has. The server responds as after a deployment. */
const UNKNOWN_ACTION = '40'.padEnd(42, '0');
const OUTDATED = 'Keydesk was updated. Reload this page to continue.';

// After a deployment, the server responds with 409 to an old action and with 404 to an old file.
test.beforeEach(({ expectStray }) => expectStray(/status of 40[49]|Refused to execute script/));

/** Makes the server actions of the page unknown to the server, until it is reloaded. */
async function deployOtherActions(page: Page): Promise<() => Promise<void>> {
  await page.route('**', (route) => {
    const headers = route.request().headers();
    if (!('next-action' in headers)) return route.fallback();
    return route.continue({ headers: { ...headers, 'next-action': UNKNOWN_ACTION } });
  });
  return () => page.unroute('**');
}

/** Makes the chunks that the page has not fetched yet missing on the server. */
async function deployOtherChunks(page: Page): Promise<() => Promise<void>> {
  await page.route('**/_next/static/**', (route) =>
    route.continue({ url: new URL('/_next/static/chunks/of-another-build.js', page.url()).href }),
  );
  return () => page.unroute('**/_next/static/**');
}

test('the draft of a new key is restored', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.fillForm({ label: 'Kept', scopes: ['messages.send', 'balance.read'] });
  await keys.form.getByLabel('Expires').selectOption('On a date');
  await keys.form.getByLabel('Last day').fill('2030-02-03');
  const undo = await deployOtherActions(page);
  await keys.submit.click();
  await expect(keys.form.getByRole('alert')).toContainText(OUTDATED);
  await keys.form.getByRole('textbox', { name: 'Label' }).fill('Kept, and changed');
  await undo();
  await keys.form.getByRole('button', { name: 'Reload' }).click();

  await expect(keys.form.getByRole('textbox', { name: 'Label' })).toHaveValue('Kept, and changed');
  await expect(keys.form.getByRole('checkbox', { name: 'balance.read' })).toBeChecked();
  await expect(keys.form.getByLabel('Last day')).toHaveValue('2030-02-03');
  expect(await page.evaluate(() => sessionStorage.getItem('keydesk-drafts'))).toBeNull();
  await keys.submit.click();
  await expect(keys.secret).toHaveValue(/^kd_sandbox_/);
});

test('a draft is restored once', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.openForm();
  await keys.fillForm({ label: 'Once' });
  const undo = await deployOtherActions(page);
  await keys.submit.click();
  await expect(keys.form.getByRole('alert')).toContainText(OUTDATED);
  await undo();
  await page.reload();
  await expect(keys.form.getByRole('textbox', { name: 'Label' })).toHaveValue('Once');
  await keys.form.getByRole('button', { name: 'Cancel' }).click();
  await page.reload();
  await expect(keys.createButton).toBeVisible();
  await expect(keys.form).toBeHidden();
});

test('the draft of a setting is restored', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('limits');
  await page.getByLabel('Spend per day').fill('12.50');
  await page.getByLabel('Senders').fill('Acme');
  const undo = await deployOtherActions(page);
  await shown.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(shown.dialog.getByRole('alert')).toContainText(OUTDATED);
  await undo();
  await shown.dialog.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByLabel('Spend per day')).toHaveValue('12.50');
  await expect(page.getByLabel('Senders')).toHaveValue('Acme');
  await shown.save();
  await expect(shown.settings).toContainText('€12.50 a day');
});

test('the draft of a sign-up is restored without its password', async ({ page }) => {
  await page.addInitScript(() => {
    window.name = sessionStorage.getItem('keydesk-drafts') ?? '';
  });
  await page.goto('/signup');
  await page.waitForLoadState('networkidle');
  const undo = await deployOtherChunks(page);
  await page.getByLabel('Name', { exact: true }).fill('Grace');
  await page.getByLabel('Email').fill('grace@example.test');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByLabel('Workspace name').fill('Acme');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText(OUTDATED).first()).toBeVisible();
  await undo();
  await page.getByRole('button', { name: 'Reload' }).first().click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Grace');
  await expect(page.getByLabel('Email')).toHaveValue('grace@example.test');
  await expect(page.getByLabel('Workspace name')).toHaveValue('Acme');
  await expect(page.getByLabel('Password')).toHaveValue('');
  const stored = await page.evaluate(() => window.name);
  expect(stored).toContain('Grace');
  expect(stored).not.toContain(PASSWORD);
});

test('a button without a form offers to reload', async ({ page, signIn }) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'Old page' });
  await signIn(owner);
  const keys = apiKeysPage(page);
  await page.goto(PATH);
  await keys.askToRevoke('Old page');
  const undo = await deployOtherActions(page);
  await keys.revokeButton.click();
  const dialog = page.getByRole('dialog', { name: 'Old page' });
  await expect(dialog.getByRole('alert')).toContainText(OUTDATED);
  await undo();
  await dialog.getByRole('button', { name: 'Reload' }).click();
  await expect(keys.row('Old page')).toBeVisible();
});

test('a missing chunk offers to reload and keeps what was typed', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/settings/security');
  await page.getByLabel('Email').fill('team@example.test');
  const undo = await deployOtherChunks(page);
  await page.getByRole('button', { name: 'User menu' }).click();
  const notice = page.getByRole('listitem').filter({ hasText: OUTDATED }).first();
  await expect(notice).toBeVisible();
  await undo();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByLabel('Email')).toHaveValue('team@example.test');
  await page.getByRole('button', { name: 'User menu' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
});

test('a missing dialog offers to reload', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  await keyPage(page).open(key.id);
  await deployOtherChunks(page);
  await page.getByRole('button', { name: 'Change label' }).click();
  await expect(page.getByRole('button', { name: 'Reload' })).toBeVisible();
  await expect(page.getByText('Check your connection')).toBeHidden();
});

test('a dialog that cannot be fetched says why', async ({ page, signIn, expectStray }) => {
  expectStray(/Failed to load resource: net::ERR_/);
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  await keyPage(page).open(key.id);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Change label' }).click();
  const notice = page.getByRole('listitem').filter({ hasText: 'Check your connection' });
  await expect(notice).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Change label' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toBeHidden();
});
