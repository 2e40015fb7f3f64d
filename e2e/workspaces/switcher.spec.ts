import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

async function rename({ workspaceId }: MemberActor, name: string): Promise<void> {
  await db().workspace.update({ where: { id: workspaceId }, data: { name } });
}

test('a member of two workspaces switches between them, in every tab', async ({
  page,
  signIn,
  isMobile,
  expectAccessible,
}) => {
  const member = await makeMember();
  const other = await makeMember();
  await rename(member, 'Engines');
  await rename(other, 'Looms');
  await db().membership.create({
    data: { workspaceId: other.workspaceId, userId: member.userId, role: 'viewer' },
  });
  const { key } = await makeKey(member, { label: 'Of the engines' });
  await makeKey(other, { label: 'Of the looms' });
  await signIn(member);
  const secondTab = await page.context().newPage();
  await secondTab.goto('/settings/members');
  await page.goto(`/settings/api-keys/${key.id}`);
  const switcher = page.getByRole('button', { name: 'Workspace Engines' });
  if (isMobile) await switcher.click();
  else {
    await switcher.focus();
    await page.keyboard.press('Enter');
  }
  await expect(page.getByRole('menuitemradio', { name: 'Engines Owner' })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await expect(page.getByRole('menuitem', { name: 'Create workspace' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('menuitemradio', { name: 'Looms Viewer' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Looms' })).toBeVisible();
  await expect(page).toHaveURL(/\/settings\/api-keys$/);
  await expect(page.getByText('Of the looms')).toBeVisible();
  await expect(page.getByText('Of the engines')).toHaveCount(0);

  const notice = secondTab.getByRole('alertdialog', { name: 'You use another workspace now' });
  await expect(notice).toBeVisible();
  await expectAccessible(secondTab);
  await notice.getByRole('button', { name: 'Continue in the other workspace' }).click();
  await expect(secondTab.getByRole('button', { name: 'Workspace Looms' })).toBeVisible();
  await expect(secondTab).toHaveURL(/\/settings\/members$/);
  await expect(secondTab.getByRole('alertdialog')).toHaveCount(0);
});

test('an owner creates a workspace from the menu, and renames it', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const member = await makeMember();
  await signIn(member);
  await page.goto('/settings/api-keys');
  await page.getByRole('button', { name: 'Workspace Test workspace' }).click();
  await page.getByRole('menuitem', { name: 'Create workspace' }).click();
  await expect(page.getByRole('heading', { name: 'Create a workspace' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByText('Enter a workspace name.')).toBeVisible();
  await page.getByLabel('Workspace name').fill('Looms');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Looms' })).toBeVisible();

  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Workspace' }).click();
  await page.getByLabel('Workspace name').fill('Jacquard looms');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Name saved' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Workspace Jacquard looms' })).toBeVisible();
  await expectAccessible(page);
});

test('a person with many workspaces searches and pages through them', async ({ page, signIn }) => {
  const member = await makeMember();
  for (let n = 1; n <= 21; n++) {
    const { workspaceId } = await makeMember();
    await db().workspace.update({ where: { id: workspaceId }, data: { name: `Number ${n}` } });
    await db().membership.create({ data: { workspaceId, userId: member.userId, role: 'admin' } });
  }
  await signIn(member);
  await page.goto('/settings/members');
  await page.getByRole('button', { name: 'Workspace Test workspace' }).click();
  await page.getByRole('menuitem', { name: 'All workspaces' }).click();
  const list = page.getByRole('list', { name: 'Workspaces' });
  await expect(list.getByRole('button')).toHaveCount(20);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(list.getByRole('button', { name: 'Test workspace Owner' })).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search' }).fill('number 17');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL(/q=number\+17/);
  await list.getByRole('button', { name: 'Number 17 Admin' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Number 17' })).toBeVisible();
});

test('a link for another workspace of the person offers to open it there', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const member = await makeMember();
  const other = await makeMember();
  const stranger = await makeMember();
  await rename(other, 'Looms');
  await db().membership.create({
    data: { workspaceId: other.workspaceId, userId: member.userId, role: 'viewer' },
  });
  await signIn(member);
  await page.goto(`/settings/members?workspace=${other.workspaceId}`);
  await expect(page.getByRole('heading', { name: 'This link is for another workspace' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Looms Viewer' }).click();
  await expect(page.getByRole('heading', { name: 'Members', level: 1 })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Workspace Looms' })).toBeVisible();
  await page.goto(`/settings/members?workspace=${stranger.workspaceId}`);
  await expect(page.getByRole('heading', { name: 'This link is for another account' })).toBeVisible();
});
