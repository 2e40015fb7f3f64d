import { expect, test } from '@/e2e/fixtures';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { makeEndpoint } from '@/lib/testing/factories/webhooks';

test('an owner sees what needs attention, and each link leads to it', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  const { key } = await makeKey(owner, { label: 'Invoices' });
  const { key: other } = await makeKey(owner, { label: 'Reminders' });
  await makeCalls(key.id, [{ calls: 40 }, { status: 422, calls: 3 }]);
  await makeCalls(other.id, [{ status: 401, calls: 1 }]);
  await db().apiKey.update({ where: { id: key.id }, data: { expiresAt: new Date(Date.now() + 5 * DAY) } });
  await giveMoney(workspaceId, 4_000_000n, 'live');
  await db().workspace.update({ where: { id: workspaceId }, data: { lowBalance: 5_000_000n } });
  const { endpoint } = await makeEndpoint(owner);
  await db().webhookEndpoint.update({ where: { id: endpoint.id }, data: { failingSince: new Date() } });
  await signIn(owner);

  await page.goto('/settings/api-keys');
  const navigation = page.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('link', { name: 'Overview' }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(navigation.getByRole('link', { name: 'Overview' })).toHaveAttribute('aria-current', 'page');
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await expect(attention.getByRole('listitem')).toHaveCount(4);
  await expect(attention).toContainText('The live balance is low: €4.00.');
  await expect(attention).toContainText(
    '4 calls were rejected today, with 2 keys. “Invoices” has most of them: 3.',
  );
  await expect(
    page.getByRole('img', { name: /^Calls by day since .* 40 succeeded, 4 rejected/ }),
  ).toBeVisible();
  await expectAccessible(page);

  await attention.getByRole('link', { name: 'See the expiring keys' }).click();
  await expect(page).toHaveURL('/settings/api-keys?filter=expiring');
  await expect(page.getByRole('link', { name: 'Invoices' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Reminders' })).toHaveCount(0);
  await page.goBack();
  await attention.getByRole('link', { name: 'See the deliveries' }).click();
  await expect(page).toHaveURL(`/settings/webhooks/${endpoint.id}`);
  await page.goBack();
  await attention.getByRole('link', { name: 'See the calls by key' }).click();
  await expect(page).toHaveURL('/usage?days=1');
  await expect(page.getByRole('region', { name: 'By key' }).getByRole('row')).toHaveCount(3);
  await page.goBack();
  await attention.getByRole('link', { name: 'See what you can spend' }).click();
  await expect(page).toHaveURL('/balance');
});

test('a new member follows the first steps and hides them', async ({ page, signIn, expectAccessible }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/');
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps).toContainText('1 of 6 done');
  await expect(page.getByText('Nothing needs your attention.')).toBeVisible();
  await expectAccessible(page);
  await steps.getByRole('link', { name: 'Invite somebody' }).click();
  await expect(page).toHaveURL('/settings/members');
  await makeMember('viewer', { workspaceId: owner.workspaceId });
  await page.goto('/');
  await expect(steps).toContainText('2 of 6 done');
  await steps.getByRole('button', { name: 'Hide first steps' }).click();
  await expect(steps).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
  await expect(steps).toHaveCount(0);
});

test('a member whose email address is not confirmed is led to their account', async ({ page, signIn }) => {
  await signIn(await makeMember('owner', { emailVerified: false }));
  await page.goto('/');
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await expect(attention.getByRole('listitem')).toHaveCount(1);
  await expect(attention).toContainText('Your email address is not confirmed');
  await attention.getByRole('link', { name: 'Go to your account' }).click();
  await expect(page).toHaveURL('/account');
});

test('guests sign in, and a pasted secret leads to the keys', async ({ page, signIn }) => {
  await page.goto('/');
  await expect(page).toHaveURL('/login');
  await signIn(await makeMember('viewer'));
  await page.goto('/?removed=secret');
  await expect(page).toHaveURL('/settings/api-keys?removed=secret');
  await page.goto('/');
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps).toContainText('1 of 2 done');
  await expect(steps.getByRole('link', { name: 'Create an API key' })).toHaveCount(0);
});
