import { signUp } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeEmail, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

test('an owner closes a workspace, everybody is out, and the owner reopens it', async ({
  page,
  browser,
  baseURL,
  request,
  signIn,
  waitForMail,
  expectAccessible,
}) => {
  const email = makeEmail();
  await signUp(page, { email, password: PASSWORD });
  await expect(page.getByRole('button', { name: 'Workspace Engines' })).toBeVisible();
  const { id: userId } = await db().user.findFirstOrThrow({ where: { email } });
  const { workspaceId } = await db().membership.findFirstOrThrow({ where: { userId } });
  const developer = await makeMember('developer', { workspaceId });
  const { email: theirAddress } = await db().user.findUniqueOrThrow({ where: { id: developer.userId } });
  const { secret } = await makeKey(developer);
  const statusOfCall = async () =>
    (await request.get('/api/v1/account', { headers: { authorization: `Bearer ${secret}` } })).status();
  expect(await statusOfCall()).toBe(200);
  const elsewhere = await browser.newContext({ baseURL });
  await signIn(developer, elsewhere);
  const theirs = await elsewhere.newPage();
  await theirs.goto('/settings/workspace');
  await expect(theirs.getByRole('heading', { name: 'Workspace', level: 1 })).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Close workspace' })).toHaveCount(0);

  await page.goto('/settings/workspace');
  await page.getByRole('button', { name: 'Close workspace' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('1 other member loses access, and all members get an email.');
  await expect(dialog).toContainText('No message waits to be sent.');
  await expectAccessible(page);
  await dialog.getByLabel('Type the name of the workspace to confirm').fill('Looms');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog).toContainText('Type “Engines” to confirm.');
  await dialog.getByLabel('Type the name of the workspace to confirm').fill('Engines');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('Your password').fill(PASSWORD);
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Close workspace' }).click();

  await expect(page.getByRole('heading', { name: 'You are in no workspace' })).toBeVisible();
  expect(await statusOfCall()).toBe(401);
  await theirs.goto('/settings/members');
  await expect(theirs).toHaveURL(/\/workspaces$/);
  await expect(theirs.getByText('Closed. Its data is deleted on')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Reopen Engines' })).toHaveCount(0);
  await expect(theirs.getByRole('link', { name: 'Create workspace' })).toBeVisible();
  await expectAccessible(theirs);
  await waitForMail(theirAddress, 'closed the workspace Engines');
  await elsewhere.close();

  await page.getByRole('button', { name: 'Reopen Engines' }).click();
  await expect(page.getByRole('button', { name: 'Workspace Engines' })).toBeVisible();
  expect(await statusOfCall()).toBe(200);
});
