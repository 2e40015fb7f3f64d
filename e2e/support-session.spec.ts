import type { BrowserContext, Page } from '@playwright/test';
import { impersonationCookie } from '@/lib/auth/cookies';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { makeStaff, rewriteImpersonation } from '@/lib/testing/impersonation';
import { signOut } from './account-pages';
import { expect, test } from './fixtures';
import { keyPage } from './key-page';
import { supportSessionPage } from './support-session-page';

const NOT_FOR_SUPPORT = 'Support may not do this for a customer.';
const VIEW_ONLY = 'You can only view. Ask the customer to approve changes.';

/** Only the key's own page shows this. */
const LISTED = { network: '198.51.100.77/32', note: '' };

let owner: MemberActor;
let agent: StaffActor;

test.beforeEach(async ({ signIn, expectStray }) => {
  // A poll is rejected when the support session ends.
  expectStray(/status of 401/);
  owner = await makeMember();
  agent = await makeStaff();
  await signIn(agent);
});

/** The agent's latest support session in the database. */
const impersonationOf = (person = agent) =>
  db().impersonationSession.findFirstOrThrow({
    where: { agentId: person.userId },
    orderBy: { startedAt: 'desc' },
    include: { requests: { orderBy: { id: 'asc' } } },
  });

/** Expects the agent to be back on the customer's page in the console, with the reason why the session ended. */
async function expectBack(page: Page, reason: string) {
  await expect(page).toHaveURL(new RegExp(`/support/workspaces/${owner.workspaceId}\\?session=imp_\\w+$`));
  const notice = page.getByText('Your support session as Test owner has ended').locator('..');
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(reason);
  await expect(page.getByRole('button', { name: 'View as customer' })).toBeEnabled();
}

/** Another browser, in which a member is signed in. */
async function customerPage(
  open: () => Promise<BrowserContext>,
  signIn: (person: MemberActor, browser: BrowserContext) => Promise<void>,
  member = owner,
): Promise<Page> {
  const context = await open();
  await signIn(member, context);
  return context.newPage();
}

test('an agent views, asks, makes changes and exits, and the customer sees all of it', async ({
  page,
  browser,
  signIn,
  expectAccessible,
  readMail,
}) => {
  test.slow();
  const { key } = await makeKey(owner, { label: 'Production server', scopes: ['*'] });
  const customer = await customerPage(() => browser.newContext(), signIn);
  await customer.goto('/settings/api-keys');

  const impersonation = supportSessionPage(page);
  await impersonation.start(owner.workspaceId);
  await expect(impersonation.bar).toContainText('You are viewing as Test owner of Test workspace');
  await expect(impersonation.bar).toContainText('View only');
  await expect(impersonation.timer).toHaveText('15 min left');
  await expect(page.getByRole('row').filter({ hasText: 'Production server' })).toBeVisible();
  await expectAccessible(page);

  // The bar stays where the agent scrolls to.
  await page.mouse.wheel(0, 2_000);
  await expect(impersonation.bar).toBeInViewport({ ratio: 1 });

  const create = page.getByRole('button', { name: 'Create API key' });
  await expect(create).toBeDisabled();
  await expect(create).toHaveAccessibleDescription(NOT_FOR_SUPPORT);
  await create.focus();
  await expect(page.getByText(NOT_FOR_SUPPORT)).toBeVisible();
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
  await impersonation.requestToAct('To narrow the scopes');
  await expect(impersonation.bar).toContainText('Waiting for approval');
  await expect(impersonation.requestButton).toBeDisabled();
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  expect(await readMail(email)).toContain('To narrow the scopes');

  await customer.goto('/settings/support-access');
  await customer.getByRole('button', { name: 'Grant' }).click();
  await expect(impersonation.bar).toContainText('Can make changes');
  await expect(impersonation.requestButton).toHaveCount(0);

  await shown.change('label');
  await page.getByRole('dialog').getByLabel('Label').fill('Renamed by support');
  await shown.save();
  await expect(page.getByRole('heading', { name: 'Renamed by support' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate key' })).toHaveAccessibleDescription(NOT_FOR_SUPPORT);

  await impersonation.exitButton.click();
  await expectBack(page, 'The agent left.');
  await expect(impersonation.bar).toHaveCount(0);
  await page.goto('/settings/api-keys');
  await expect(page).toHaveURL(/\/support$/);

  const { id, requests, endReason } = await impersonationOf();
  expect(endReason).toBe('exit');
  // Each page once, and nothing that the browser prefetched.
  const opened = requests.filter(({ verb }) => verb === null);
  expect(opened.map(({ path }) => path)).toEqual(['/settings/api-keys', `/settings/api-keys/${key.id}`]);
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
  const impersonation = supportSessionPage(page);
  await impersonation.start(owner.workspaceId);
  await impersonation.requestToAct('I am curious');
  const { id } = await impersonationOf();
  await db().impersonationSession.update({
    where: { id },
    data: { actGranted: false, actAnsweredAt: now() },
  });
  await expect(page.getByText('The customer refused your request.')).toBeVisible();
  await expect(impersonation.bar).toContainText('View only');
  await expect(impersonation.requestButton).toHaveAccessibleName('Ask again');
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportAccess: 'view' } });
  await expect(impersonation.requestButton).toHaveAccessibleDescription(
    'This customer lets support only view.',
  );
});

test.describe('a support session ends at the next request', { tag: '@any-width' }, () => {
  test.beforeEach(({ page }) => supportSessionPage(page).start(owner.workspaceId));

  test('when its time runs out', async ({ page }) => {
    const { id } = await impersonationOf();
    await rewriteImpersonation(id, { expiresAt: new Date(now().getTime() + 30_000) });
    await page.reload();
    await expect(supportSessionPage(page).timer).toHaveText(/^\d+ s left$/);
    await rewriteImpersonation(id, { expiresAt: now() });
    await expectBack(page, 'Its time ran out.');
    expect(await impersonationOf()).toMatchObject({ endReason: 'time', endedById: null });
  });

  test('when the customer ends it', async ({ page, browser, signIn }) => {
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const customer = await customerPage(() => browser.newContext(), signIn, developer);
    await customer.goto('/settings/api-keys');
    await customer.getByRole('button', { name: 'End now' }).click();
    await expectBack(page, 'Test developer ended the session.');
    expect(await impersonationOf()).toMatchObject({ endReason: 'customer', endedById: developer.userId });
  });

  test('when the customer closes the workspace to support', async ({ page }) => {
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportAccess: 'never' } });
    await page.goto('/settings/security');
    await expect(page.getByText('Your support session as Test owner has ended')).toBeVisible();
    expect(await impersonationOf()).toMatchObject({ endReason: 'customer' });
  });

  test('when a lead ends it', async ({ page, browser, signIn }) => {
    const lead = await makeStaff('lead', { name: 'Radia Perlman' });
    const context = await browser.newContext();
    await signIn(lead, context);
    const console = await context.newPage();
    await console.goto('/support/sessions');
    await console
      .getByRole('listitem')
      .filter({ hasText: 'Grace Hopper' })
      .filter({ has: console.locator(`a[href$="${owner.workspaceId}"]`) })
      .getByRole('button', { name: /^End the support session of Grace Hopper/ })
      .click();
    await expectBack(page, 'Radia Perlman ended the session.');
    expect(await impersonationOf()).toMatchObject({ endReason: 'lead', endedById: lead.userId });
  });

  test('when the agent loses the role', async ({ page }) => {
    await db().user.update({ where: { id: agent.userId }, data: { staffRole: 'operator' } });
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    expect(await impersonationOf()).toMatchObject({ endReason: 'access' });
  });

  test('when the agent is disabled', async ({ page }) => {
    await db().user.update({ where: { id: agent.userId }, data: { disabledAt: now() } });
    await expect(page).toHaveURL(/\/login$/);
  });

  test('when the member leaves the workspace', async ({ page }) => {
    await db().membership.deleteMany({ where: { userId: owner.userId } });
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    expect(await impersonationOf()).toMatchObject({ endReason: 'access' });
  });

  test('when the agent signs out elsewhere in the same browser', async ({ page, context }) => {
    const console = await context.newPage();
    await console.goto('/support');
    await signOut(console);
    await expect(console).toHaveURL(/\/login$/);
    await expect(page).toHaveURL(/\/login$/);
    expect(await impersonationOf()).toMatchObject({ endReason: 'exit' });
    const cookies = (await context.cookies()).map(({ name }) => name);
    expect(cookies).not.toContain(impersonationCookie().name);
  });
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

test('no page is shown without a recorded request, whatever the headers claim', async ({ page, context }) => {
  await supportSessionPage(page).start(owner.workspaceId);
  const ahead = { 'next-router-prefetch': '1' };
  const segment = { 'next-router-segment-prefetch': '/_full' };
  const claims: Array<Record<string, string>> = [
    {},
    { rsc: '1' },
    ahead,
    segment,
    { ...ahead, ...segment },
    { rsc: '1', ...ahead },
    { rsc: '1', 'next-router-prefetch': '2' },
    { rsc: '1', ...segment },
    { rsc: '1', ...ahead, ...segment },
    { rsc: '1', ...ahead, 'next-router-state-tree': '%5B%22%22%2C%7B%7D%2Cnull%2C%22refetch%22%5D' },
    { 'x-page-path': '/elsewhere', purpose: 'prefetch', 'sec-purpose': 'prefetch' },
  ];
  let seen = 0;
  for (const headers of claims) {
    const { key } = await makeKey(owner, { label: 'Traced key', allowlist: [LISTED] });
    const path = `/settings/api-keys/${key.id}`;
    const answer = await context.request.get(path, { headers, maxRedirects: 0 });
    const text = await answer.text();
    const isShown = text.includes(LISTED.network) || text.includes('Traced key');
    const isTraced = (await impersonationOf()).requests.some((request) => request.path === path);
    expect(isShown && !isTraced, JSON.stringify(headers)).toBe(false);
    if (isShown) seen += 1;
  }
  expect(seen, 'some of them show the page').toBeGreaterThan(3);
});

test('no page is shown without a recorded request, whatever the method', async ({
  page,
  context,
  server,
}) => {
  await supportSessionPage(page).start(owner.workspaceId);
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const { key } = await makeKey(owner, { label: 'Traced key', allowlist: [LISTED] });
    const path = `/settings/api-keys/${key.id}`;
    const answer = await context.request.fetch(path, { method, headers: { origin: server.url } });
    const isShown = (await answer.text()).includes(LISTED.network);
    expect(isShown, method).toBe(method === 'GET' || method === 'POST');
    const isTraced = (await impersonationOf()).requests.some((request) => request.path === path);
    expect(isTraced, method).toBe(isShown);
  }
});

test.describe('the cookie of a support session', { tag: '@any-width' }, () => {
  /** The cookie of the support session, copied from the agent's browser. */
  async function stolen(context: BrowserContext) {
    const cookie = (await context.cookies()).find(({ name }) => name === impersonationCookie().name);
    if (!cookie) throw new Error('There is no support session.');
    return cookie;
  }

  test.beforeEach(({ page }) => supportSessionPage(page).start(owner.workspaceId));

  test('is hidden from scripts and sent to this host only', async ({ context }) => {
    expect(await stolen(context)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 });
  });

  test('is worthless by itself', async ({ context, browser }) => {
    const thief = await browser.newContext();
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/login$/);
  });

  test('is worthless with the session of another agent', async ({ context, browser, signIn }) => {
    const thief = await browser.newContext();
    await signIn(await makeStaff('lead'), thief);
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support$/);
  });

  test('is worthless with another session of the same agent', async ({ context, browser, signIn }) => {
    const elsewhere = await makeStaff();
    await db().session.update({ where: { id: elsewhere.sessionId }, data: { userId: agent.userId } });
    const thief = await browser.newContext();
    await signIn(elsewhere, thief);
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support$/);
  });

  test('does not change a member’s own session', async ({ context, browser, signIn }) => {
    const stranger = await makeMember();
    await makeKey(stranger, { label: 'Of the stranger' });
    const thief = await browser.newContext();
    await signIn(stranger, thief);
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page.getByText('Of the stranger')).toBeVisible();
    await expect(supportSessionPage(page).bar).toHaveCount(0);
  });

  test('is not accepted as a session cookie', async ({ context, browser, server }) => {
    const { value } = await stolen(context);
    const thief = await browser.newContext();
    await thief.addCookies([{ name: 'keydesk.session', value, url: server.url }]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/login$/);
  });

  test('is worthless after the exit', async ({ page, context }) => {
    const cookie = await stolen(context);
    await supportSessionPage(page).exitButton.click();
    await expectBack(page, 'The agent left.');
    await context.addCookies([cookie]);
    await page.goto('/settings/api-keys');
    await expectBack(page, 'The agent left.');
    // Also during the next support session.
    await supportSessionPage(page).start(owner.workspaceId);
    await context.addCookies([cookie]);
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support\/workspaces\//);
  });

  test('is rejected after a change', async ({ page, context }) => {
    const cookie = await stolen(context);
    await context.addCookies([{ ...cookie, value: `${cookie.value.slice(0, -3)}xyz` }]);
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    await expect(supportSessionPage(page).bar).toHaveCount(0);
  });
});

test('a member who signs in during a support session has a normal session of their own', async ({
  page,
  browser,
  signIn,
}) => {
  await supportSessionPage(page).start(owner.workspaceId);
  const customer = await customerPage(() => browser.newContext(), signIn);
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
