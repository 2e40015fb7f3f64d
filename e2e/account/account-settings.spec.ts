import { expectSignedIn, expectSignedOut, fillSignIn, openMailedLink, signOut } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { supportSessionPage } from '@/e2e/support/support-session-page';
import { db } from '@/lib/db/client';
import { makeAccount, makeEmail, OTHER_PASSWORD, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

test('a member changes name and password, and ends sessions elsewhere', async ({
  page,
  browser,
  baseURL,
  waitForMail,
  expectAccessible,
}) => {
  test.slow();
  const { id, email } = await makeAccount({ verified: true });
  const elsewhere = await browser.newContext({ baseURL });
  const remote = await elsewhere.newPage();
  await fillSignIn(remote, email);
  await expectSignedIn(remote);
  await fillSignIn(page, email);
  await expectSignedIn(page);
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible();

  const name = page.getByRole('textbox', { name: 'Your name' });
  await name.fill('');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(name).toHaveAccessibleDescription(/Enter your name/);
  await name.fill('Grace Hopper');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Name saved')).toBeVisible();
  await expect(page.getByRole('button', { name: 'User menu for Grace Hopper' })).toBeVisible();
  await expectAccessible(page);

  const sessions = page.getByRole('region', { name: 'Sessions' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await expect(sessions.getByRole('listitem').first()).toContainText('This session');
  await sessions.getByRole('button', { name: /^End session: / }).click();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await expect(sessions.getByRole('button')).toHaveCount(0);
  await expectSignedOut(remote);
  await fillSignIn(remote, email);
  await expectSignedIn(remote);

  await page.getByRole('button', { name: 'Change password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change your password' });
  const current = dialog.getByLabel('Current password', { exact: true });
  const chosen = dialog.getByLabel('New password', { exact: true });
  await current.fill(OTHER_PASSWORD);
  await chosen.fill(OTHER_PASSWORD);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(current).toHaveAccessibleDescription(/This is not your password/);
  await expectAccessible(page);
  await current.fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Change password' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await waitForMail(email, 'Subject: Your password was changed');
  await expectSignedOut(remote);
  await fillSignIn(remote, email, OTHER_PASSWORD);
  await expectSignedIn(remote);

  await page.reload();
  await page.getByRole('button', { name: 'End other sessions' }).click();
  await expect(page.getByText('Your other sessions have ended')).toBeVisible();
  await expectSignedOut(remote);
  expect(await db().session.count({ where: { userId: id, endedAt: null } })).toBe(1);

  await page.getByRole('link', { name: 'Set up two-step verification' }).click();
  await expect(page.getByRole('region', { name: 'Two-step verification', exact: true })).toBeVisible();
  await elsewhere.close();
});

test('a member changes their address, which applies when the link in the mail is used', async ({
  page,
  waitForMail,
  expectAccessible,
}) => {
  test.slow();
  const { email } = await makeAccount({ verified: true });
  const next = makeEmail();
  await fillSignIn(page, email);
  await expectSignedIn(page);
  await page.goto('/account');
  const section = page.getByRole('region', { name: 'Email address' });
  await expect(section).toContainText(email);
  await section.getByRole('button', { name: 'Change email address' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change your email address' });
  const address = dialog.getByLabel('New email address');
  await address.fill(email);
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Send link' }).click();
  await expect(address).toHaveAccessibleDescription(/your address already/);
  await address.fill(next);
  await dialog.getByRole('button', { name: 'Send link' }).click();
  await expect(section).toContainText(`We sent it to ${next}`);
  await expectAccessible(page);
  await waitForMail(email, 'Subject: Somebody asked to change your email address');

  await openMailedLink(page, await waitForMail(next, '/change-email?token='), 'change-email');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Confirm email' }).click();
  await expect(page.getByRole('status')).toContainText(next);
  await page.getByRole('link', { name: 'Go to your account' }).click();
  await expect(section).toContainText(next);
  await expect(section).toContainText('Confirmed');
  await expect(section).not.toContainText('We sent it');
  await signOut(page);
  await expect(page).toHaveURL(/\/login$/);
  await fillSignIn(page, next);
  await expectSignedIn(page);
});

test('support sees the account of a member and can change nothing', async ({ page, signIn }) => {
  const owner = await makeMember();
  const agent = await makeStaff();
  await signIn(agent);
  await supportSessionPage(page).start(owner.workspaceId);
  await page.goto('/account');
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeDisabled();
  for (const name of ['Save name', 'Change email address', 'Change password']) {
    await expect(page.getByRole('button', { name })).toBeDisabled();
  }
  const trace = { path: '/account', impersonation: { agentId: agent.userId } };
  expect(await db().impersonatedRequest.count({ where: trace })).toBe(1);
});

test('no button is cut off on a phone with a text size of 200 %', async ({ page, signIn }) => {
  await signIn(await makeMember());
  // A zoom of 200 % halves the width. It is the same for a page whose sizes are in rem.
  await page.setViewportSize({ width: 195, height: 422 });
  for (const path of ['/account', '/settings/security', '/settings/members', '/settings/workspace']) {
    await page.goto(path);
    const cut = await page.getByRole('main').evaluate((main) =>
      [...main.querySelectorAll('button, a')]
        .filter((each) => {
          const { left, right } = each.getBoundingClientRect();
          return left < 0 || right > innerWidth || each.scrollWidth > each.clientWidth + 1;
        })
        .map((each) => each.textContent),
    );
    expect(cut, path).toEqual([]);
  }
});
