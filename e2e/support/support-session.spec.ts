import { signOut } from '@/e2e/account-pages';
import { keyPage } from '@/e2e/api-keys/key-page';
import { expect, test } from '@/e2e/fixtures';
import { impersonationCookie } from '@/lib/auth/cookies';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { customerPage, expectBack, impersonationOf, supportSessionPage } from './support-session-page';

const NOT_FOR_SUPPORT = 'Support may not do this for a customer.';
const VIEW_ONLY = 'You can only view. Ask the customer to approve changes.';

let owner: MemberActor;
let agent: StaffActor;

test.beforeEach(async ({ signIn, expectStray }) => {
  // A poll is rejected when the support session ends.
  expectStray(/status of 401/);
  owner = await makeMember();
  agent = await makeStaff();
  await signIn(agent);
});

test('an agent views, asks, makes changes and exits, and the customer sees all of it', async ({
  page,
  browser,
  signIn,
  expectAccessible,
  waitForMail,
}) => {
  test.slow();
  const { key } = await makeKey(owner, { label: 'Production server', scopes: ['*'] });
  const customer = await customerPage(owner, browser, signIn);
  await customer.goto('/settings/api-keys');

  const session = supportSessionPage(page);
  await session.start(owner.workspaceId);
  await expect(session.bar).toContainText('You are viewing as Test owner of Test workspace');
  await expect(session.bar).toContainText('View only');
  await expect(session.timer).toHaveText('15 min left');
  await expect(page.getByRole('row').filter({ hasText: 'Production server' })).toBeVisible();
  await expectAccessible(page);

  // The bar stays visible when the agent scrolls.
  await page.mouse.wheel(0, 2_000);
  await expect(session.bar).toBeInViewport({ ratio: 1 });

  const create = page.getByRole('button', { name: 'Create API key' });
  await expect(create).toBeDisabled();
  await expect(create).toHaveAccessibleDescription(NOT_FOR_SUPPORT);
  await create.focus();
  await expect(page.getByText(NOT_FOR_SUPPORT).filter({ visible: true })).toHaveCount(1);
  await create.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('link', { name: 'Production server' }).click();
  const shown = keyPage(page);
  const rename = page.getByRole('button', { name: 'Change label' });
  await expect(rename).toHaveAccessibleDescription(VIEW_ONLY);
  for (const name of ['Rotate key', 'Duplicate', 'Change expiry', 'Change limits', 'Change signatures']) {
    await expect(page.getByRole('button', { name })).toBeDisabled();
    await expect(page.getByRole('button', { name })).toHaveAccessibleDescription(NOT_FOR_SUPPORT);
  }
  await expectAccessible(page);

  await expect(customer.getByText('Grace Hopper')).toBeVisible();
  await session.requestButton.click();
  const overlay = await page.getByRole('dialog').locator('..').boundingBox();
  // It has no role while the dialog is open.
  const bar = await page.locator('section[aria-label="Support session"]').boundingBox();
  expect(overlay?.y, 'the bar stays readable').toBe((bar?.y ?? 0) + (bar?.height ?? 0));
  await page.keyboard.press('Escape');
  await session.requestToAct('To narrow the scopes');
  await expect(session.bar).toContainText('Waiting for approval');
  await expect(session.requestButton).toBeDisabled();
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  await waitForMail(email, 'To narrow the scopes');

  const notice = customer.getByRole('region', { name: 'Support in your workspace' });
  await expect(notice.getByText('To narrow the scopes')).toBeVisible();
  await expectAccessible(customer);
  await notice.getByRole('button', { name: 'Approve' }).click();
  await expect(session.bar).toContainText('Can make changes');
  await expect(session.requestButton).toHaveCount(0);

  await shown.change('label');
  await page.getByRole('dialog').getByLabel('Label').fill('Renamed by support');
  await shown.save();
  await expect(page.getByRole('heading', { name: 'Renamed by support' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate key' })).toHaveAccessibleDescription(NOT_FOR_SUPPORT);

  await session.exitButton.click();
  await expectBack(page, owner, 'The agent left.');
  await expect(session.bar).toHaveCount(0);
  await page.goto('/settings/api-keys');
  await expect(page).toHaveURL(/\/support$/);

  const { id, requests, endReason } = await impersonationOf(agent);
  expect(endReason).toBe('exit');
  // Each page once a minute, and nothing that the browser prefetched.
  const opened = requests.filter(({ verb }) => verb === null);
  const repeated = opened.filter(({ path, at }) =>
    opened.some((earlier) => earlier.path === path && earlier.at < at && +at - +earlier.at < MINUTE),
  );
  expect(repeated).toEqual([]);
  expect([...new Set(opened.map(({ path }) => path))]).toEqual([
    '/settings/api-keys',
    `/settings/api-keys/${key.id}`,
  ]);
  const events = await db().auditEvent.findMany({ where: { impersonationId: id }, orderBy: { id: 'asc' } });
  const ofSupport = { actorId: agent.userId, subjectId: owner.userId, workspaceId: owner.workspaceId };
  expect(events).toMatchObject([
    { ...ofSupport, action: 'impersonation.start', actorKind: 'staff' },
    { ...ofSupport, action: 'impersonation.ask_to_act', actorKind: 'staff' },
    { ...ofSupport, action: 'api_key.rename', actorKind: 'impersonated' },
    { ...ofSupport, action: 'impersonation.end', actorKind: 'staff' },
  ]);
});

test('an agent whose request was refused can ask again while the workspace allows it', async ({ page }) => {
  const session = supportSessionPage(page);
  await session.start(owner.workspaceId);
  await session.requestToAct('I am curious');
  const { id } = await impersonationOf(agent);
  await db().impersonationSession.update({
    where: { id },
    data: { actGranted: false, actAnsweredAt: now() },
  });
  await expect(page.getByText('The customer refused your request.')).toBeVisible();
  await expect(session.bar).toContainText('View only');
  await expect(session.requestButton).toHaveAccessibleName('Ask again');
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportAccess: 'view' } });
  await expect(session.requestButton).toHaveAccessibleDescription('This customer lets support only view.');
});

test('changes are refused once the approval is withdrawn, even before the page shows it', async ({
  page,
}) => {
  await db().workspace.update({
    where: { id: owner.workspaceId },
    data: { supportActsUntil: new Date(now().getTime() + 60 * MINUTE) },
  });
  const { key } = await makeKey(owner);
  await supportSessionPage(page).start(owner.workspaceId);
  await expect(supportSessionPage(page).bar).toContainText('Can make changes');
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('label');
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportActsUntil: null } });
  await page.getByRole('dialog').getByLabel('Label').fill('Too late');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog').getByText(VIEW_ONLY)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(supportSessionPage(page).bar).toContainText('View only');
});

test('two tabs that start at the same time create one support session', async ({ page, context }) => {
  const other = await context.newPage();
  const tabs = [supportSessionPage(page), supportSessionPage(other)];
  for (const tab of tabs) await tab.fillIn(owner.workspaceId);
  await Promise.all(tabs.map((tab) => tab.send()));
  const refusal = 'You are already in a support session. Exit it first.';
  const outcomes = () =>
    Promise.all(
      [page, other].map(async (tab) =>
        (await tab.getByRole('dialog').getByText(refusal).isVisible())
          ? 'refused'
          : new URL(tab.url()).pathname,
      ),
    );
  await expect.poll(async () => (await outcomes()).sort()).toEqual(['/settings/api-keys', 'refused']);
  expect(await db().impersonationSession.count({ where: { agentId: agent.userId } })).toBe(1);
});

test('a tab follows the support session that another tab started', async ({ page, context, expectStray }) => {
  expectStray(/status of 503/);
  const elsewhere = await makeMember();
  await db().user.update({ where: { id: elsewhere.userId }, data: { name: 'Somebody else' } });
  await makeKey(owner, { label: 'Of the first' });
  await supportSessionPage(page).start(owner.workspaceId);
  await expect(page.getByRole('row').filter({ hasText: 'Of the first' })).toBeVisible();

  const other = await context.newPage();
  // The first tab learns nothing until the second support session has started.
  await page.route('/support-session', (route) => route.fulfill({ status: 503 }));
  await other.goto('/settings/api-keys');
  await supportSessionPage(other).exitButton.click();
  await expect(other).toHaveURL(/\/support\/workspaces\//);
  await supportSessionPage(other).start(elsewhere.workspaceId);
  await page.unroute('/support-session');
  await expect(supportSessionPage(page).bar).toContainText('You are viewing as Somebody else');
  await expect(page.getByRole('row').filter({ hasText: 'Of the first' })).toHaveCount(0);
});

test('a member who signs in during a support session has a normal session of their own', async ({
  page,
  browser,
  signIn,
}) => {
  await supportSessionPage(page).start(owner.workspaceId);
  const customer = await customerPage(owner, browser, signIn);
  await customer.goto('/settings/api-keys');
  await expect(supportSessionPage(customer).bar).toHaveCount(0);
  await expect(customer.getByRole('button', { name: 'Create API key' })).toBeEnabled();
  await expect(customer.getByRole('button', { name: 'Create API key' })).toHaveAccessibleDescription('');
  const names = (await customer.context().cookies()).map(({ name }) => name);
  expect(names).not.toContain(impersonationCookie().name);

  await signOut(customer);
  await expect(customer).toHaveURL(/\/login$/);
  await page.reload();
  await expect(supportSessionPage(page).bar, 'the support session is still open').toBeVisible();
  await page.getByRole('button', { name: /^User menu/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeDisabled();
});

test('a member’s sign-in in the agent’s browser does not start a support session', async ({
  page,
  signIn,
}) => {
  await supportSessionPage(page).start(owner.workspaceId);
  await signIn(await makeMember());
  await page.goto('/settings/api-keys');
  await expect(page.getByRole('button', { name: 'Create API key' })).toBeEnabled();
  await expect(supportSessionPage(page).bar).toHaveCount(0);
});

test('an agent sees what the member sees', async ({ page }) => {
  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId, emailVerified: false });
  const { key } = await makeKey(owner);
  await page.goto(`/support/workspaces/${owner.workspaceId}`);
  await page.getByRole('button', { name: 'View as customer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Member').selectOption(viewer.userId);
  await dialog.getByLabel('Reason').fill('What a viewer sees');
  await dialog.getByLabel('Ticket').fill('T-1');
  await dialog.getByRole('button', { name: 'Start session' }).click();
  await expect(supportSessionPage(page).bar).toContainText('You are viewing as Test viewer');
  await expect(page.getByRole('button', { name: 'Create API key' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Resend verification email' })).toHaveAccessibleDescription(
    NOT_FOR_SUPPORT,
  );
  await page.goto(`/settings/api-keys/${key.id}`);
  await expect(page.getByText('Your role may not change API keys in the sandbox environment.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Change / })).toHaveCount(0);
});
