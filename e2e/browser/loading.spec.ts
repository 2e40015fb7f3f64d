import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

/** Delays the pages that Next fetches. Returns a function that lets them load. */
async function delayPages(page: Page): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(
    (url) => url.searchParams.has('_rsc'),
    async (route) => {
      await released;
      await route.continue().catch(() => undefined);
    },
  );
  return release;
}

test('a link shows that its page is loading', async ({ page, signIn }) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'Billing' });
  await signIn(owner);
  for (const name of ['Billing', 'Security', 'Audit log', 'Revoked']) {
    await page.goto('/settings/api-keys');
    await expect(page.locator('[data-hydrating]')).toHaveCount(0);
    const release = await delayPages(page);
    const link = page.getByRole('main').or(page.getByRole('navigation')).getByRole('link', { name }).first();
    // A click scrolls the navigation of a phone to the link.
    await link.scrollIntoViewIfNeeded();
    const before = await link.boundingBox();
    await link.click();
    await expect(link.getByText('Loading')).toBeAttached();
    expect(await link.boundingBox(), 'nothing moves').toEqual(before);
    release();
    await expect(link.getByText('Loading')).toHaveCount(0);
    await page.unrouteAll({ behavior: 'wait' });
  }
});

test('a key’s page shows a skeleton while it loads, without a layout shift', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Billing' });
  await signIn(owner);
  await page.goto('/settings/api-keys');
  await expect(page.locator('[data-hydrating]')).toHaveCount(0);
  const skeleton = page.locator('main div[aria-busy="true"]');
  const header = page.getByRole('banner');
  const before = await header.boundingBox();
  const options = { timeout: 60_000 };
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE key_refusal_groups IN ACCESS EXCLUSIVE MODE`;
    await page.getByRole('link', { name: 'Billing' }).click();
    await expect(skeleton).toBeAttached();
    await expect(page).toHaveURL(new RegExp(key.id));
  }, options);
  await expect(page.getByRole('heading', { name: 'Billing' })).toBeVisible();
  await expect(skeleton).toHaveCount(0);
  expect(await header.boundingBox()).toEqual(before);
});

test('an unknown key is not found, although its page has a loading state', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/404/);
  await signIn(await makeMember());
  const answer = await page.goto(`/settings/api-keys/key_${'0'.repeat(22)}`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'API key not found' })).toBeVisible();
});
