import type { Page } from '@playwright/test';
import { makeHistory } from '@/e2e/audit-log/audit-history';
import { expect, test } from '@/e2e/fixtures';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { extensionAsked, makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { giveMoney } from '@/lib/testing/factories/wallet';

// Each test checks several pages.
test.slow();

/** Expects that the page is not wider than the screen. */
async function expectFits(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'nothing overflows').toBe(page.viewportSize()?.width);
}

test('the settings of a workspace fit the screen and are accessible', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const { owner } = await makeHistory();
  const ended = await makeImpersonation(await makeStaff(), owner, { endedAt: now(), endReason: 'exit' });
  await db().impersonatedRequest.create({
    data: { impersonationId: ended.id, path: '/settings/security', at: now() },
  });
  await makeImpersonation(await makeStaff(), owner, {
    actAskedAt: now(),
    actReason: 'To fix it',
    ...extensionAsked(),
  });
  await signIn(owner);

  await page.goto('/settings/audit-log?what=all');
  await expect(page.getByRole('region', { name: 'Events' }).locator('tbody tr').first()).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await giveMoney(owner.workspaceId, 999_999_999_123_456n, 'live');
  await page.goto('/balance');
  await expect(page.getByRole('region', { name: 'Ledger' }).locator('tbody tr')).toHaveCount(1);
  const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current]');
  await expect(current, 'the navigation shows the current page').toBeInViewport({ ratio: 0.9 });
  await expectFits(page);
  await expectAccessible(page);

  await page.goto('/balance/prices?q=South');
  await expect(page.getByText('South Sudan')).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Add address' }).click();
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect(page.getByText('Enter an address or a network')).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await page.goto('/account');
  await page.getByRole('button', { name: 'Change email address' }).click();
  await expect(page.getByRole('dialog', { name: 'Change your email address' })).toBeVisible();
  await expectFits(page);

  await page.goto('/settings/support-access');
  await expect(page.getByRole('button', { name: 'Approve more time' })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await page.goto(`/settings/support-access/${ended.id}`);
  await expect(page.getByText('asks to make changes')).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
});

test('the support console fits the screen and is accessible', async ({ page, signIn, expectAccessible }) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'w'.repeat(64) });
  await makeImpersonation(await makeStaff(), owner, extensionAsked());
  await signIn(await makeStaff('lead'));

  await page.goto(`/support?q=${owner.workspaceId}`);
  await expect(page.getByRole('searchbox', { name: 'Search customers' })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await page.goto(`/support/workspaces/${owner.workspaceId}`);
  await expect(page.getByRole('region', { name: 'Members' })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);

  await page.goto('/support/sessions');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
});
