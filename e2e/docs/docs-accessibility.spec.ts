import { expect, test } from '@/e2e/fixtures';
import { makeMember } from '@/lib/testing/factories/members';
import { openReference, REFERENCE_PATHS } from './docs-page';

test('axe finds nothing', async ({ page, expectAccessible }) => {
  test.slow();
  for (const path of REFERENCE_PATHS) {
    await openReference(page, path);
    await expectAccessible(page);
  }
  await openReference(page, '/docs/operations');
  await page.getByRole('button', { name: /^Try it: Send a message/ }).click();
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(page.getByText('Enter a sandbox key.')).toBeVisible();
  await expectAccessible(page);
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
