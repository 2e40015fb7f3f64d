import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { makeMember } from '@/lib/testing/factories/members';
import { openReference, REFERENCE_PATHS } from './docs-page';

/** Opens one of the forms of the page and makes it show an error. */
async function submitEmptyTryIt(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Try it: Send a message/ }).click();
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByText('Enter a sandbox key.')).toBeVisible();
}

test('axe finds nothing', async ({ page, expectAccessible }) => {
  test.slow();
  for (const path of REFERENCE_PATHS) {
    await openReference(page, path);
    if (path === '/docs/operations') await submitEmptyTryIt(page);
    await expectAccessible(page);
  }
});

test('the portal links to the reference, and its pages are read on a phone', async ({
  page,
  signIn,
  isMobile,
}) => {
  await signIn(await makeMember());
  await page.goto('/settings/api-keys');
  await page.getByRole('link', { name: 'API reference' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Get started' })).toBeVisible();
  if (isMobile) await page.getByText('Contents: Get started').click();
  await page.getByRole('navigation', { name: 'API reference' }).getByRole('link', { name: 'Errors' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Errors' })).toBeVisible();
});
