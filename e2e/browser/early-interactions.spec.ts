import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

const KEYS = '/settings/api-keys';

/** Opens a page and delays its scripts. Returns a function that lets them load. */
async function openEarly(page: Page, path: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/_next/static/**/*.js*', async (route) => {
    await released;
    await route.continue().catch(() => undefined);
  });
  await page.goto(path, { waitUntil: 'commit' });
  return release;
}

/** Emulates a slow phone on a slow network. A page is visible long before its scripts run. */
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

test.describe('interactions before the scripts load take effect', () => {
  test.slow();

  test('a press of the button that creates a key', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const loadScripts = await openEarly(page, KEYS);
    const button = page.getByRole('button', { name: 'Create API key' });
    await button.click();
    await expect(button).toHaveAttribute('data-hydrating');
    loadScripts();
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

  test('text typed into the key search', async ({ page, signIn }) => {
    const owner = await makeMember();
    await makeKey(owner, { label: 'Billing' });
    await makeKey(owner, { label: 'Shipping' });
    await signIn(owner);
    const loadScripts = await openEarly(page, KEYS);
    const field = page.getByRole('searchbox', { name: 'Search keys' });
    await field.pressSequentially('Ship');
    await expect(field).toHaveAttribute('data-hydrating');
    loadScripts();
    await expect(page).toHaveURL(/\?q=Ship$/);
    await expect(field).toHaveValue('Ship');
    await expect(page.getByRole('row').filter({ hasText: 'Billing' })).toHaveCount(0);
  });

  test('Enter in the key search, without a page load', async ({ page, signIn }) => {
    const owner = await makeMember();
    await makeKey(owner, { label: 'Billing' });
    await signIn(owner);
    const loadScripts = await openEarly(page, KEYS);
    await page.getByRole('searchbox', { name: 'Search keys' }).pressSequentially('Bill');
    await page.keyboard.press('Enter');
    loadScripts();
    await expect(page).toHaveURL(/\?q=Bill$/);
  });

  test('a menu opened by keyboard', async ({ page, signIn }) => {
    const owner = await makeMember();
    await makeKey(owner, { label: 'Billing' });
    await signIn(owner);
    const loadScripts = await openEarly(page, KEYS);
    await page.getByRole('button', { name: 'Actions for Billing' }).focus();
    await page.keyboard.press('ArrowDown');
    loadScripts();
    await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  });

  test('a selection in the audit log filter', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const loadScripts = await openEarly(page, '/settings/audit-log');
    await page.getByRole('combobox', { name: 'What' }).selectOption('api_key');
    loadScripts();
    await expect(page).toHaveURL(/what=api_key/);
  });

  test('a form on the security page', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const loadScripts = await openEarly(page, '/settings/security');
    await page.getByRole('textbox', { name: 'Email' }).fill('team@example.com');
    await page.getByRole('button', { name: 'Save contact' }).click();
    loadScripts();
    await expect(page.getByText('Contact address saved')).toBeVisible();
    await page.unroute('**/_next/static/**/*.js*');
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('team@example.com');
  });

  test('nothing on forms that show what is stored', async ({ page, signIn }) => {
    const owner = await makeMember();
    const { name } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
    const workspace = await db().workspace.update({
      where: { id: owner.workspaceId },
      data: { contactEmail: 'team@example.com', supportAccess: 'view' },
    });
    await makeKey(owner, { scopes: ['messages.send'] });
    await signIn(owner);
    await openEarly(page, '/account');
    await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue(name);
    await page.goto('/settings/workspace', { waitUntil: 'commit' });
    await expect(page.getByRole('textbox', { name: 'Workspace name' })).toHaveValue(workspace.name);
    await page.goto('/settings/security', { waitUntil: 'commit' });
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('team@example.com');
    await page.goto('/settings/support-access', { waitUntil: 'commit' });
    await expect(page.getByRole('radio', { name: 'View only' })).toBeChecked();
    await page.goto('/messages/test', { waitUntil: 'commit' });
    await expect(page.getByRole('textbox', { name: 'Text' })).toHaveValue('This is a test.');
    await expect(page.getByRole('textbox', { name: 'To' })).toHaveValue(/\+/);
    await expect(hydrating(page).first(), 'no script has run').toBeAttached();
  });

  test('a selection on the support access page', async ({ page, signIn }) => {
    await signIn(await makeMember());
    const loadScripts = await openEarly(page, '/settings/support-access');
    const view = page.getByRole('radio', { name: 'View only' });
    await page.getByRole('radio', { name: 'Never' }).check();
    await view.check();
    loadScripts();
    await expect(hydrating(page)).toHaveCount(0);
    await expect(view).toBeChecked();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Support access saved')).toBeVisible();
  });

  test('a button on a key’s page', async ({ page, signIn }) => {
    const owner = await makeMember();
    const { key } = await makeKey(owner);
    await signIn(owner);
    const loadScripts = await openEarly(page, `${KEYS}/${key.id}`);
    await page.getByRole('button', { name: 'Change scopes' }).click();
    loadScripts();
    await expect(page.getByRole('dialog', { name: 'Change scopes' })).toBeVisible();
  });

  test('a sign-in', async ({ page, expectStray }) => {
    expectStray(/401/);
    const loadScripts = await openEarly(page, '/login');
    await page.getByRole('textbox', { name: 'Email' }).pressSequentially('nobody@example.com');
    await page.getByLabel('Password').pressSequentially('a password that is not right');
    await page.keyboard.press('Enter');
    loadScripts();
    await expect(page.getByRole('alert').filter({ hasText: /./ }).first()).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Email' })).toHaveValue('nobody@example.com');
    expect(page.url()).not.toContain('nobody');
  });

  test('a search in the support console', async ({ page, signIn }) => {
    await signIn(await makeStaff());
    const loadScripts = await openEarly(page, '/support');
    await page.getByRole('searchbox', { name: 'Search customers' }).pressSequentially('Acme');
    await page.getByRole('button', { name: 'Search' }).click();
    loadScripts();
    await expect(page).toHaveURL(/\/support\?q=Acme$/);
    await expect(page.getByRole('region', { name: 'Results' })).toBeVisible();
  });
});

/** Opens the API reference, where the page itself presses “Try it” once. A second press would close what the first one opens. */
async function expectOnePress(page: Page): Promise<void> {
  await page.goto('/docs/operations');
  const opened = page.getByRole('textbox', { name: 'Sandbox key' });
  await expect(opened).toBeVisible();
  await expect(hydrating(page)).toHaveCount(0);
  await expect(opened).toBeVisible();
}

test('a press that makes React hydrate the button is done once', async ({ page }) => {
  await page.addInitScript(() => {
    const listen = document.addEventListener.bind(document);
    let isPressed = false;
    // React listens to presses of the document before it handles its controls.
    document.addEventListener = (...given: Parameters<typeof listen>) => {
      listen(...given);
      if (given[0] !== 'click' || isPressed) return;
      isPressed = true;
      queueMicrotask(() => {
        document.querySelector<HTMLElement>('[aria-label="Try it: Read the balance"]')?.click();
      });
    };
  });
  await expectOnePress(page);
});

test('a press between the commit of a button and its passive effects is done once', async ({ page }) => {
  await page.addInitScript(() => {
    const find = () => document.querySelector<HTMLElement>('[aria-label="Try it: Read the balance"]');
    const isRendered = () => Object.keys(find() ?? {}).some((name) => name.startsWith('__reactProps$'));
    let isCommitted = false;
    const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement') ?? {};
    // React reads it when it commits. A slow commit lets the browser handle events before the effects.
    Object.defineProperty(document, 'activeElement', {
      get() {
        isCommitted ||= isRendered();
        const until = performance.now() + 30;
        while (performance.now() < until);
        return get?.call(document);
      },
    });
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => (isCommitted ? find()?.click() : port2.postMessage(null));
    port2.postMessage(null);
  });
  await expectOnePress(page);
});

test('the server marks every control as not hydrated', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  const unmarked = async (path: string) => {
    const html = await (await page.request.get(path)).text();
    const controls = html.match(/<(?:button|input|select|textarea)\b[^>]*>/g) ?? [];
    expect(controls.length, path).toBeGreaterThan(0);
    return controls.filter((control) => !/ data-hydrating=""| type="hidden"/.test(control));
  };
  for (const path of [
    '/login',
    '/signup',
    '/forgot-password',
    '/report-leaked-key',
    '/verify-email?token=x',
  ]) {
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
