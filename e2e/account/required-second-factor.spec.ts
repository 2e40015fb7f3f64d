import { expectSignedIn, fillSignIn } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { supportSessionPage } from '@/e2e/support/support-session-page';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeAccount, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { appCodeOf, makeSecondFactor } from '@/lib/testing/factories/second-factor';

test('an owner requires two-step verification, and a member sets it up too late', async ({
  page,
  browser,
  baseURL,
  signIn,
  waitForMail,
  expectAccessible,
}) => {
  test.slow();
  const { actor: owner } = await makeSecondFactor();
  const { id: userId, email } = await makeAccount({ verified: true });
  await db().membership.deleteMany({ where: { userId } });
  const { workspaceId } = owner;
  await db().membership.create({ data: { workspaceId, userId, role: 'developer' } });
  await fillSignIn(page, email);
  await expectSignedIn(page);

  const office = await browser.newContext({ baseURL });
  await signIn(owner, office);
  const settings = await office.newPage();
  await settings.goto('/settings/security');
  const section = settings.getByRole('region', { name: 'Two-step verification of every member' });
  await section
    .getByLabel('Two-step verification')
    .selectOption({ label: 'Required, with 7 days to set it up' });
  await section.getByRole('button', { name: 'Save requirement' }).click();
  await expect(section.getByRole('status')).toHaveText('Requirement saved');
  await expectAccessible(settings);
  await waitForMail(email, 'requires two-step verification from every member');
  await office.close();

  await page.reload();
  await expect(page.getByText('You can’t open it any more after')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Set it up' }).click();
  const ownSection = page.getByRole('region', { name: 'Two-step verification', exact: true });
  await expect(ownSection.getByRole('button', { name: 'Turn on' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save requirement' })).toHaveCount(0);

  await db().secondFactorPolicy.updateMany({
    where: { workspaceId },
    data: { requiredAt: new Date(Date.now() - 8 * DAY) },
  });
  await db().membership.updateMany({
    where: { workspaceId, userId },
    data: { createdAt: new Date(Date.now() - 8 * DAY) },
  });
  for (const path of ['/settings/api-keys', '/account', '/login']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/second-factor$/);
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue' }).click();
  const secret = await page.locator('code').textContent();
  await page.getByLabel('Code').fill(appCodeOf(secret?.replaceAll(' ', '') ?? ''));
  await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('button', { name: 'I’ve saved these codes' }).click();
  await page.getByRole('link', { name: 'Open the workspace' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('support sees the requirement and cannot change it', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(await makeStaff());
  await supportSessionPage(page).start(owner.workspaceId);
  await page.goto('/settings/security');
  await expect(page.getByRole('button', { name: 'Save requirement' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});
