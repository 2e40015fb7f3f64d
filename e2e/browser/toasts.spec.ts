import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const SIZES = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
];

/** The names of the controls that a toast covers now. */
function coveredControls(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const toasts = [...document.querySelectorAll('[data-sonner-toast]')].map((toast) =>
      toast.getBoundingClientRect(),
    );
    const dialog = document.querySelector('[role="dialog"]');
    return [...(dialog ?? document).querySelectorAll('a[href], button, input, select')]
      .filter((control) => !control.closest('[data-sonner-toaster]'))
      .filter((control) => {
        const box = control.getBoundingClientRect();
        return toasts.some(
          (toast) =>
            toast.left < box.right &&
            box.left < toast.right &&
            toast.top < box.bottom &&
            box.top < toast.bottom,
        );
      })
      .map((control) => control.getAttribute('aria-label') ?? control.textContent ?? control.tagName);
  });
}

for (const size of SIZES) {
  test(`a toast covers no control at ${size.width} × ${size.height}`, async ({ page, signIn }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    const owner = await makeMember();
    const { key } = await makeKey(owner, { label: 'Billing' });
    for (let made = 0; made < 12; made++) await makeKey(owner);
    await signIn(owner);
    const toast = page.locator('[data-sonner-toast]');
    for (const path of [`/settings/api-keys/${key.id}`, '/settings/api-keys']) {
      await page.goto(path);
      await expect(page.locator('[data-hydrating]')).toHaveCount(0);
      await page.getByRole('button', { name: `Copy key ID ${key.id}` }).click();
      await expect(toast).toBeVisible();
      // Keeps the toast open: it stays while it is hovered.
      await toast.hover();
      await expect.poll(() => coveredControls(page), path).toEqual([]);
      for (const top of [200, 10_000, 0]) {
        await page.evaluate((y) => window.scrollTo(0, y), top);
        await expect.poll(() => coveredControls(page), `${path}, scrolled to ${top}`).toEqual([]);
      }
    }
    await page.getByRole('button', { name: 'Create API key' }).click();
    await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible();
    await expect.poll(() => coveredControls(page), 'with a dialog').toEqual([]);
  });
}
