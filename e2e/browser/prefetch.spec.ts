import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

/** The pages that Next fetches, without the one that is opened. */
function fetchedPages(page: Page): string[] {
  const paths: string[] = [];
  page.on('request', (request) => {
    if (request.headers().rsc === '1') paths.push(new URL(request.url()).pathname);
  });
  return paths;
}

/** Hovers over every link of the page. */
async function hoverAll(page: Page): Promise<void> {
  for (const link of await page.getByRole('link').all()) {
    if (await link.isVisible()) await link.hover({ force: true });
  }
  await page.waitForLoadState('networkidle');
}

test('a page is fetched once, when its link is followed', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Billing' });
  await signIn(owner);
  const fetched = fetchedPages(page);
  await page.goto('/settings/api-keys');
  await expect(page.locator('[data-hydrating]')).toHaveCount(0);
  await hoverAll(page);
  expect(fetched).toEqual([]);

  await page.getByRole('link', { name: 'Billing' }).click();
  await expect(page.getByRole('heading', { name: 'Billing' })).toBeVisible();
  expect(fetched).toEqual([`/settings/api-keys/${key.id}`]);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Security' }).click();
  await expect(page.getByRole('heading', { name: 'Security' })).toBeVisible();
  expect(fetched).toEqual([`/settings/api-keys/${key.id}`, '/settings/security']);
});

test('the pages of the console are fetched once, too', async ({ page, signIn }) => {
  await signIn(await makeStaff('lead'));
  const fetched = fetchedPages(page);
  await page.goto('/support');
  await expect(page.locator('[data-hydrating]')).toHaveCount(0);
  await hoverAll(page);
  expect(fetched).toEqual([]);
  await page.getByRole('link', { name: 'Open sessions' }).click();
  await expect(page.getByRole('heading', { name: 'Open support sessions' })).toBeVisible();
  expect(fetched).toEqual(['/support/sessions']);
});
