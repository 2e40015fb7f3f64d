import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { apiKeysPage, PATH } from './api-keys-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Presses Tab until the control with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole('button', { name }).or(page.getByRole('checkbox', { name })).first();
  const hasFocus = () => target.evaluate((element) => element === document.activeElement);
  await page.keyboard.press('Tab');
  while (!(await hasFocus())) await page.keyboard.press('Tab');
}

test('axe finds no violations', async ({ page, signIn, expectAccessible }) => {
  test.slow();
  const member = await makeMember('owner', { emailVerified: false });
  await signIn(member);
  await page.goto(PATH);
  await expectAccessible(page);

  const keys = apiKeysPage(page);
  await keys.openForm();
  await expectAccessible(page);
  await keys.form.getByRole('spinbutton', { name: 'Secret length' }).fill('40');
  await keys.submit.click();
  await expect(keys.form.getByText('Enter a label.')).toBeVisible();
  await expectAccessible(page);

  await keys.create('Looked at');
  await expectAccessible(page);
  await keys.done.click();
  await expect(keys.question).toBeVisible();
  await expectAccessible(page);
  await keys.question.getByRole('button', { name: 'Close without copying' }).click();
  await expect(keys.row('Looked at')).toBeVisible();
  await expectAccessible(page);

  await keys.askToRevoke('Looked at');
  await expect(page.getByText('This key was never used.')).toBeVisible();
  await expectAccessible(page);
  await keys.revokeButton.click();
  await page.getByRole('link', { name: 'All' }).click();
  await expect(keys.row('Looked at')).toContainText('Revoked');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'User menu' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'System' })).toBeChecked();
  await expectAccessible(page);
});

test('the keyboard is enough to create and revoke a key', async ({ page, signIn }) => {
  await signIn(await makeMember());
  await page.goto(PATH);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await tabTo(page, 'Create API key');
  await page.keyboard.press('Enter');
  const keys = apiKeysPage(page);
  await expect(keys.form.getByRole('textbox', { name: 'Label' })).toBeFocused();
  await page.keyboard.type('By hand');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(keys.form.getByRole('radio', { name: 'Live' })).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, 'messages.send');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');

  await expect(keys.copy).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(keys.reveal.getByRole('button', { name: 'Copied' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys.createButton).toBeFocused();

  await tabTo(page, 'Actions for By hand');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Open' })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitem', { name: 'Revoke' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“By hand” is revoked')).toBeVisible();
});

test('the page has no layout shift and no overflow', async ({ page, signIn }) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'A label of many words, which has to be broken somewhere or other' });
  await makeKey(owner, { label: 'w'.repeat(64), scopes: ['*'] });
  await signIn(owner);
  await page.goto(PATH);
  await expect(page.getByRole('table')).toBeVisible();
  const shift = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) =>
          resolve(
            list.getEntries().reduce((sum, entry) => sum + ('value' in entry ? Number(entry.value) : 0), 0),
          ),
        ).observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0)));
      }),
  );
  expect(shift).toBeLessThan(0.01);
  for (const width of [320, 390, 768, 1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth, `at ${width}`).toBeLessThanOrEqual(clientWidth);
  }
});

test('the chosen theme survives a reload', async ({ page, signIn }) => {
  await signIn(await makeMember());
  await page.goto(PATH);
  await page.getByRole('button', { name: 'User menu' }).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
  await page.reload();
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveClass(/\bdark\b/);
});

test('an unknown page shows the portal’s not-found page', async ({ page, expectStray, expectAccessible }) => {
  expectStray(/404/);
  expect((await page.goto('/no-such-page'))?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
  await expectAccessible(page);
});
