import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

const PATH = '/settings/members';

test('an owner changes a role, removes a member, and sees which keys to rotate', async ({
  page,
  browser,
  baseURL,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  const developer = await makeMember('developer', { workspaceId });
  const { key } = await makeKey(developer, { label: 'Known to a developer' });
  const elsewhere = await browser.newContext({ baseURL });
  await signIn(developer, elsewhere);
  const theirs = await elsewhere.newPage();
  await theirs.goto(PATH);
  await expect(theirs.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  await expect(theirs.getByRole('button', { name: /^Remove/ })).toHaveCount(0);

  await signIn(owner);
  await page.goto('/settings/api-keys');
  await page.getByRole('link', { name: 'Members' }).click();
  const row = page.getByRole('row').filter({ hasText: 'Test developer' });
  await expect(row).toContainText('Developer');
  await page.getByRole('button', { name: 'Change role: Test developer' }).click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('viewer');
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
  await expect(row).toContainText('Viewer');

  await page.getByRole('button', { name: 'Remove: Test developer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await expect(
    page.getByRole('heading', { name: '1 key that Test developer created or saw: rotate?' }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: 'Known to a developer' })).toHaveAttribute(
    'href',
    `/settings/api-keys/${key.id}`,
  );
  await expectAccessible(page);

  await theirs.reload();
  await expect(theirs).toHaveURL(/\/login/);
  await elsewhere.close();
});

test('the URL keeps the filter, and the last owner cannot leave', async ({ page, signIn }) => {
  const owner = await makeMember();
  await makeMember('viewer', { workspaceId: owner.workspaceId });
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('search').getByLabel('Role').selectOption('viewer');
  await expect(page).toHaveURL(/role=viewer/);
  await expect(page.getByRole('row').filter({ hasText: 'Test owner' })).toHaveCount(0);
  await page.getByRole('searchbox', { name: 'Search' }).fill('nobody');
  await expect(page.getByText('No member matches')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  // The page of the new URL replaces this one, with any dialog that is open.
  await expect(page.getByRole('row').filter({ hasText: 'Test owner' })).toBeVisible();

  await page.getByRole('button', { name: 'Leave' }).click();
  await page.getByRole('button', { name: 'Leave workspace' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('A workspace needs an owner.');
});
