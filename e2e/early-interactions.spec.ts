import type { Page } from '@playwright/test';
import { makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { makeStaff } from '@/lib/testing/impersonation';
import { expect, test } from './fixtures';

const KEYS = '/settings/api-keys';

/** Opens a page without its scripts. The function that comes back lets them arrive. */
async function openEarly(page: Page, path: string): Promise<() => void> {
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await arrived;
    await route.continue().catch(() => undefined);
  });
  await page.goto(path, { waitUntil: 'commit' });
  return arrive;
}

/** A slow phone on a slow network: a page is visible long before its code arrives. */
async function beSlow(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  await client.send('Network.enable');
  await client.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 90_000,
  });
  await client.send('Emulation.setCPUThrottlingRate', { rate: 4 });
}

const hydrating = (page: Page) => page.locator('[data-hydrating]');

test.describe('what is done before the scripts arrive takes effect', () => {
  test.slow();

  test('a press of the button that creates a key', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const arrive = await openEarly(page, KEYS);
    const button = page.getByRole('button', { name: 'Create API key' });
    await button.click();
    await expect(button).toHaveAttribute('data-hydrating');
    arrive();
    await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible();
    await expect(hydrating(page)).toHaveCount(0);
    await expect(page.locator('html')).not.toHaveAttribute('data-waiting');
  });

  test('a press at first paint on a slow phone', async ({ page, signIn }) => {
    await signIn(await makeMember());
    await beSlow(page);
    await page.goto(KEYS, { waitUntil: 'commit' });
    const box = await page.getByRole('button', { name: 'Create API key' }).boundingBox();
    await page.mouse.click((box?.x ?? 0) + 10, (box?.y ?? 0) + 10);
    await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible({ timeout: 60_000 });
  });

  test('text in the search of keys', async ({ page, signIn }) => {
    const owner = await makeMember();
    await makeKey(owner, { label: 'Billing' });
    await makeKey(owner, { label: 'Shipping' });
    await signIn(owner);
    const arrive = await openEarly(page, KEYS);
    const field = page.getByRole('searchbox', { name: 'Search keys' });
    await field.pressSequentially('Ship');
    await expect(field).toHaveAttribute('data-hydrating');
    arrive();
    await expect(page).toHaveURL(/\?q=Ship$/);
    await expect(field).toHaveValue('Ship');
    await expect(page.getByRole('row').filter({ hasText: 'Billing' })).toHaveCount(0);
  });

  test('Enter in the search of keys, without leaving the page', async ({ page, signIn }) => {
    const owner = await makeMember();
    await makeKey(owner, { label: 'Billing' });
    await signIn(owner);
    const arrive = await openEarly(page, KEYS);
    await page.getByRole('searchbox', { name: 'Search keys' }).pressSequentially('Bill');
    await page.keyboard.press('Enter');
    arrive();
    await expect(page).toHaveURL(/\?q=Bill$/);
  });

  test('a menu that is opened by the keyboard', async ({ page, signIn }) => {
    const owner = await makeMember();
    await makeKey(owner, { label: 'Billing' });
    await signIn(owner);
    const arrive = await openEarly(page, KEYS);
    await page.getByRole('button', { name: 'Actions for Billing' }).focus();
    await page.keyboard.press('ArrowDown');
    arrive();
    await expect(page.getByRole('menuitem', { name: 'Revoke' })).toBeFocused();
  });

  test('a choice in the filter of the audit log', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const arrive = await openEarly(page, '/settings/audit-log');
    await page.getByRole('combobox', { name: 'What' }).selectOption('api_key');
    arrive();
    await expect(page).toHaveURL(/what=api_key/);
  });

  test('a form of the security page', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const arrive = await openEarly(page, '/settings/security');
    await page.getByRole('textbox', { name: 'Email' }).fill('team@example.com');
    await page.getByRole('button', { name: 'Save contact' }).click();
    arrive();
    await expect(page.getByText('Contact address saved')).toBeVisible();
    await page.unroute('**/_next/static/**/*.js*');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('team@example.com');
  });

  test('a choice of the support access page', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const arrive = await openEarly(page, '/settings/support-access');
    const view = page.getByRole('radio', { name: 'View only' });
    await page.getByRole('radio', { name: 'Never' }).check();
    await view.check();
    arrive();
    await expect(hydrating(page)).toHaveCount(0);
    await expect(view).toBeChecked();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Support access saved')).toBeVisible();
  });

  test('a button of a key’s page', async ({ page, signIn }) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    await signIn(owner);
    const arrive = await openEarly(page, `${KEYS}/${key.id}`);
    await page.getByRole('button', { name: 'Change scopes' }).click();
    arrive();
    await expect(page.getByRole('dialog', { name: 'Change scopes' })).toBeVisible();
  });

  test('a sign-in', async ({ page, expectStray }) => {
    expectStray(/401/);
    const arrive = await openEarly(page, '/login');
    await page.getByRole('textbox', { name: 'Email' }).pressSequentially('nobody@example.com');
    await page.getByLabel('Password').pressSequentially('a password that is not right');
    await page.keyboard.press('Enter');
    arrive();
    await expect(page.getByRole('alert').filter({ hasText: /./ }).first()).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('nobody@example.com');
    expect(page.url()).not.toContain('nobody');
  });

  test('a search of the support console', async ({ page, signIn }) => {
    await signIn(await makeStaff());
    const arrive = await openEarly(page, '/support');
    await page.getByRole('searchbox', { name: 'Search customers' }).pressSequentially('Acme');
    await page.getByRole('button', { name: 'Search' }).click();
    arrive();
    await expect(page).toHaveURL(/\/support\?q=Acme$/);
    await expect(page.getByRole('region', { name: 'Results' })).toBeVisible();
  });
});

test('every control that the server sends is known to work later', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const unmarked = async (path: string) => {
    const html = await (await page.request.get(path)).text();
    const controls = html.match(/<(?:button|input|select|textarea)\b[^>]*>/g) ?? [];
    expect(controls.length, path).toBeGreaterThan(0);
    return controls.filter((control) => !/ data-hydrating=""| type="hidden"/.test(control));
  };
  for (const path of ['/login', '/signup', '/forgot-password', '/verify-email?token=x']) {
    expect(await unmarked(path), path).toEqual([]);
  }
  await signIn(owner);
  const portal = [
    KEYS,
    `${KEYS}/${key.id}`,
    '/settings/security',
    '/settings/support-access',
    '/settings/audit-log',
  ];
  for (const path of portal) expect(await unmarked(path), path).toEqual([]);
  await page.context().clearCookies();
  await signIn(await makeStaff('lead'));
  for (const path of ['/support', '/support/sessions', `/support/workspaces/${owner.workspaceId}`]) {
    expect(await unmarked(path), path).toEqual([]);
  }
});
