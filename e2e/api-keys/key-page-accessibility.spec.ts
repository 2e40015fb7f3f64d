import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { PATH } from './api-keys-page';
import { bearer, keyPage } from './key-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('the label links to the key’s page, and the breadcrumb links back', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Order service' });
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('link', { name: 'Order service' }).click();
  await expect(page).toHaveURL(`${PATH}/${key.id}`);
  await expect(page.getByRole('heading', { name: 'Order service', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Order service/);
  await expect(keyPage(page).overview).toContainText(key.maskedSecret);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'API keys' }).click();
  await expect(page).toHaveURL(PATH);
});

test('a key of another workspace is not found', async ({ page, signIn, expectStray }) => {
  expectStray(/404/);
  const { key } = await makeKey(await makeMember());
  await signIn(await makeMember());
  for (const id of [key.id, 'nonsense']) {
    expect((await page.goto(`${PATH}/${id}`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'API key not found' })).toBeVisible();
  }
});

test('the focus is kept when one control replaces another', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await button('Disable').press('Enter');
  await button('Disable key').press('Enter');
  await expect(button('Enable')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('Disable')).toBeFocused();

  await button('Rotate key').press('Enter');
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).press('Enter');
  await button('Copy').press('Enter');
  await button('Done').press('Enter');
  await expect(shown.secrets).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button('Retire old secret')).toBeFocused();
  await page.keyboard.press('Enter');
  await button('Retire').press('Enter');
  await expect(shown.secrets).toBeFocused();
});

test('a viewer sees everything but cannot change anything', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));
  await keyPage(page).open(key.id);
  await expect(page.getByText('Your role may not change API keys in the sandbox environment.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveAccessibleName(`Copy key ID ${key.id}`);
});

test('finds no violations on a key’s page', async ({ page, request, signIn, expectAccessible }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { expiry: '7d', allowlist: [{ network: '127.0.0.1' }] });
  await request.get('/api/v1/balance', bearer(secret));
  await signIn(owner);
  const shown = keyPage(page);
  await expect(async () => {
    await shown.open(key.id);
    await expect(shown.refusals).toContainText('FORBIDDEN', { timeout: 500 });
  }).toPass();
  await shown.calls.getByText('Show as table').click();
  await expectAccessible(page);
  for (const button of ['Rotate key', 'Duplicate', 'Disable', 'Revoke']) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(shown.dialog).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: button, exact: true })).toBeFocused();
  }
});

test('finds no violations in the dialogs of its settings', async ({ page, signIn, expectAccessible }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { expiry: '7d', allowlist: [{ network: '127.0.0.1' }] });
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  for (const setting of ['scopes', 'expiry', 'signatures', 'allowed addresses', 'rate limit', 'limits']) {
    await shown.change(setting);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: `Change ${setting}`, exact: true })).toBeFocused();
  }
});

test('nothing on a key’s page overflows', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, {
    label: 'w'.repeat(64),
    allowlist: [{ network: '2001:db8:1234:5678:9abc:def0:1234:5678', note: 'n'.repeat(100) }],
  });
  await signIn(owner);
  await keyPage(page).open(key.id);
  for (const width of [320, 390, 768, 1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `at ${width}`).toBeLessThanOrEqual(0);
  }
});
