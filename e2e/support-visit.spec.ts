import type { BrowserContext, Page } from '@playwright/test';
import { visitCookie } from '@/lib/auth/cookies';
import { MINUTE, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { makeStaff, rewriteVisit } from '@/lib/testing/visits';
import { expect, test } from './fixtures';
import { keyPage } from './key-page';
import { visitPage } from './visit-page';

const NOT_FOR_SUPPORT = 'Support may not do this for a customer.';
const VIEW_ONLY = 'You are only viewing. Ask the customer to let you act.';

/** Stands on a key's page and nowhere else. */
const LISTED = { network: '198.51.100.77/32', note: '' };

let owner: MemberActor;
let agent: StaffActor;

test.beforeEach(async ({ signIn, expectStray }) => {
  // What polls when the visit ends is told so.
  expectStray(/status of 401/);
  owner = await makeMember();
  agent = await makeStaff();
  await signIn(agent);
});

/** The agent's visit, as the database has it. */
const visitOf = (person = agent) =>
  db().supportVisit.findFirstOrThrow({
    where: { agentId: person.userId },
    orderBy: { startedAt: 'desc' },
    include: { pages: { orderBy: { id: 'asc' } } },
  });

/** That the agent is back in the console, where they began, and reads how the visit ended. */
async function expectBack(page: Page, how: string) {
  await expect(page).toHaveURL(new RegExp(`/support/workspaces/${owner.workspaceId}\\?visit=visit_\\w+$`));
  await expect(page.getByText('The visit as Test owner is over')).toBeVisible();
  await expect(page.getByText(`It ended because ${how}.`)).toBeVisible();
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

test('an agent looks, asks, acts and leaves, and the customer reads all of it', async ({
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

  const visit = visitPage(page);
  await visit.stepIn(owner.workspaceId);
  await expect(visit.bar).toContainText('You are viewing as Test owner of Test workspace');
  await expect(visit.bar).toContainText('View only');
  await expect(visit.timer).toHaveText('15 min left');
  await expect(page.getByRole('row').filter({ hasText: 'Production server' })).toBeVisible();
  await expectAccessible(page);

  // The bar stays where the agent scrolls to.
  await page.mouse.wheel(0, 2_000);
  await expect(visit.bar).toBeInViewport({ ratio: 1 });

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
  await visit.requestToAct('To narrow the scopes');
  await expect(visit.bar).toContainText('Asked to act');
  await expect(visit.requestButton).toBeDisabled();
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  expect(await readMail(email)).toContain('To narrow the scopes');

  await customer.goto('/settings/support-access');
  await customer.getByRole('button', { name: 'Grant' }).click();
  await expect(visit.bar).toContainText('May act');
  await expect(visit.requestButton).toHaveCount(0);

  await shown.change('label');
  await page.getByRole('dialog').getByLabel('Label').fill('Renamed by support');
  await shown.save();
  await expect(page.getByRole('heading', { name: 'Renamed by support' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate key' })).toHaveAccessibleDescription(NOT_FOR_SUPPORT);

  await visit.exitButton.click();
  await expectBack(page, 'the agent left');
  await expect(visit.bar).toHaveCount(0);
  await page.goto('/settings/api-keys');
  await expect(page).toHaveURL(/\/support$/);

  const { id, pages, end } = await visitOf();
  expect(end).toBe('exit');
  // Each page once, and nothing that the browser fetched ahead.
  const opened = pages.filter(({ verb }) => verb === null);
  expect(opened.map(({ path }) => path)).toEqual(['/settings/api-keys', `/settings/api-keys/${key.id}`]);
  const events = await db().auditEvent.findMany({ where: { visitId: id }, orderBy: { id: 'asc' } });
  const ofSupport = { actorId: agent.userId, subjectId: owner.userId, workspaceId: owner.workspaceId };
  expect(events).toMatchObject([
    { ...ofSupport, action: 'support.start_visit', actorKind: 'staff' },
    { ...ofSupport, action: 'support.ask_to_act', actorKind: 'staff' },
    { ...ofSupport, action: 'api_key.rename', actorKind: 'impersonated' },
    { ...ofSupport, action: 'support.end_visit', actorKind: 'staff' },
  ]);
});

test('a customer who says no is asked again with a better reason, or not at all', async ({ page }) => {
  const visit = visitPage(page);
  await visit.stepIn(owner.workspaceId);
  await visit.requestToAct('I am curious');
  const { id } = await visitOf();
  await db().supportVisit.update({ where: { id }, data: { actGranted: false, actAnsweredAt: now() } });
  await expect(page.getByText('The customer said no.')).toBeVisible();
  await expect(visit.bar).toContainText('View only');
  await expect(visit.requestButton).toHaveAccessibleName('Request again');
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportAccess: 'view' } });
  await expect(visit.requestButton).toHaveAccessibleDescription(
    'This customer lets support view, and nothing more.',
  );
});

test.describe('a visit ends, at the next request,', () => {
  test.beforeEach(({ page }) => visitPage(page).stepIn(owner.workspaceId));

  test('when its time is over', async ({ page }) => {
    const { id } = await visitOf();
    await rewriteVisit(id, { expiresAt: new Date(now().getTime() + 30_000) });
    await page.reload();
    await expect(visitPage(page).timer).toHaveText(/^\d+ s left$/);
    await rewriteVisit(id, { expiresAt: now() });
    await expectBack(page, 'its time was over');
    expect(await visitOf()).toMatchObject({ end: 'time', endedById: null });
  });

  test('when the customer ends it', async ({ page, browser, signIn }) => {
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const customer = await customerPage(() => browser.newContext(), signIn, developer);
    await customer.goto('/settings/api-keys');
    await customer.getByRole('button', { name: 'End now' }).click();
    await expectBack(page, 'Test developer ended it for the customer');
    expect(await visitOf()).toMatchObject({ end: 'customer', endedById: developer.userId });
  });

  test('when the customer closes the workspace to support', async ({ page }) => {
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportAccess: 'never' } });
    await page.goto('/settings/security');
    await expect(page.getByText('The visit as Test owner is over')).toBeVisible();
    expect(await visitOf()).toMatchObject({ end: 'customer' });
  });

  test('when a lead ends it', async ({ page, browser, signIn }) => {
    const lead = await makeStaff('lead', { name: 'Radia Perlman' });
    const context = await browser.newContext();
    await signIn(lead, context);
    const console = await context.newPage();
    await console.goto('/support/visits');
    await console
      .getByRole('listitem')
      .filter({ hasText: 'Grace Hopper' })
      .filter({ has: console.locator(`a[href$="${owner.workspaceId}"]`) })
      .getByRole('button', { name: /^End the visit of Grace Hopper/ })
      .click();
    await expectBack(page, 'Radia Perlman ended it');
    expect(await visitOf()).toMatchObject({ end: 'lead', endedById: lead.userId });
  });

  test('when the agent loses the role', async ({ page }) => {
    await db().user.update({ where: { id: agent.userId }, data: { staffRole: 'operator' } });
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    expect(await visitOf()).toMatchObject({ end: 'access' });
  });

  test('when the agent is disabled', async ({ page }) => {
    await db().user.update({ where: { id: agent.userId }, data: { disabledAt: now() } });
    await expect(page).toHaveURL(/\/login$/);
  });

  test('when the member leaves the workspace', async ({ page }) => {
    await db().membership.deleteMany({ where: { userId: owner.userId } });
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    expect(await visitOf()).toMatchObject({ end: 'access' });
  });

  test('when the agent signs out elsewhere in the same browser', async ({ page, context }) => {
    const console = await context.newPage();
    await console.goto('/support');
    await console.getByRole('button', { name: /^User menu/ }).click();
    await console.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(console).toHaveURL(/\/login$/);
    await expect(page).toHaveURL(/\/login$/);
    expect(await visitOf()).toMatchObject({ end: 'exit' });
    const cookies = (await context.cookies()).map(({ name }) => name);
    expect(cookies).not.toContain(visitCookie().name);
  });
});

test('what a page lets one do is gone with the leave to act, even before the page knows', async ({
  page,
}) => {
  await db().workspace.update({
    where: { id: owner.workspaceId },
    data: { supportActsUntil: new Date(now().getTime() + 60 * MINUTE) },
  });
  const { key } = await makeKey(owner);
  await visitPage(page).stepIn(owner.workspaceId);
  await expect(visitPage(page).bar).toContainText('May act');
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('label');
  await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportActsUntil: null } });
  await page.getByRole('dialog').getByLabel('Label').fill('Too late');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog').getByText(VIEW_ONLY)).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(visitPage(page).bar).toContainText('View only');
});

test('two tabs that start at once make one visit', async ({ page, context }) => {
  const other = await context.newPage();
  const tabs = [visitPage(page), visitPage(other)];
  for (const tab of tabs) await tab.ask(owner.workspaceId);
  await Promise.all(tabs.map((tab) => tab.send()));
  const refusal = 'You are in an account already. Exit that visit first.';
  const outcomes = () =>
    Promise.all(
      [page, other].map(async (tab) =>
        (await tab.getByRole('dialog').getByText(refusal).isVisible())
          ? 'refused'
          : new URL(tab.url()).pathname,
      ),
    );
  await expect.poll(async () => (await outcomes()).sort()).toEqual(['/settings/api-keys', 'refused']);
  expect(await db().supportVisit.count({ where: { agentId: agent.userId } })).toBe(1);
});

test('a tab that another visit overtakes stands in for whom the agent stands in for', async ({
  page,
  context,
  expectStray,
}) => {
  expectStray(/status of 503/);
  const elsewhere = await makeMember();
  await db().user.update({ where: { id: elsewhere.userId }, data: { name: 'Somebody else' } });
  await makeKey(owner, { label: 'Of the first' });
  await visitPage(page).stepIn(owner.workspaceId);
  await expect(page.getByRole('row').filter({ hasText: 'Of the first' })).toBeVisible();

  const other = await context.newPage();
  // The first tab hears nothing of what happens until the second visit goes on.
  await page.route('/visit', (route) => route.fulfill({ status: 503 }));
  await other.goto('/settings/api-keys');
  await visitPage(other).exitButton.click();
  await expect(other).toHaveURL(/\/support\/workspaces\//);
  await visitPage(other).stepIn(elsewhere.workspaceId);
  await page.unroute('/visit');
  await expect(visitPage(page).bar).toContainText('You are viewing as Somebody else');
  await expect(page.getByRole('row').filter({ hasText: 'Of the first' })).toHaveCount(0);
});

test('nothing of a page is shown without a trace, whatever the request claims', async ({ page, context }) => {
  await visitPage(page).stepIn(owner.workspaceId);
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
    const { key } = await makeKey(owner, { label: 'Hidden from nobody', allowlist: [LISTED] });
    const path = `/settings/api-keys/${key.id}`;
    const answer = await context.request.get(path, { headers, maxRedirects: 0 });
    const text = await answer.text();
    const isShown = text.includes(LISTED.network) || text.includes('Hidden from nobody');
    const isTraced = (await visitOf()).pages.some((visited) => visited.path === path);
    expect(isShown && !isTraced, JSON.stringify(headers)).toBe(false);
    if (isShown) seen += 1;
  }
  expect(seen, 'some of them show the page').toBeGreaterThan(3);
});

test('nor is it whatever the method', async ({ page, context, server }) => {
  await visitPage(page).stepIn(owner.workspaceId);
  for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']) {
    const { key } = await makeKey(owner, { label: 'Hidden from nobody', allowlist: [LISTED] });
    const path = `/settings/api-keys/${key.id}`;
    const answer = await context.request.fetch(path, { method, headers: { origin: server.url } });
    const isShown = (await answer.text()).includes(LISTED.network);
    expect(isShown, method).toBe(method === 'GET' || method === 'POST');
    const isTraced = (await visitOf()).pages.some((visited) => visited.path === path);
    expect(isTraced, method).toBe(isShown);
  }
});

test.describe('the cookie of a visit', () => {
  /** The visit's cookie, taken from the agent's browser. */
  async function stolen(context: BrowserContext) {
    const cookie = (await context.cookies()).find(({ name }) => name === visitCookie().name);
    if (!cookie) throw new Error('There is no visit.');
    return cookie;
  }

  test.beforeEach(({ page }) => visitPage(page).stepIn(owner.workspaceId));

  test('is out of reach for scripts, and goes to this host alone', async ({ context }) => {
    expect(await stolen(context)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 });
  });

  test('is worth nothing by itself', async ({ context, browser }) => {
    const thief = await browser.newContext();
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/login$/);
  });

  test('is worth nothing beside the session of another agent', async ({ context, browser, signIn }) => {
    const thief = await browser.newContext();
    await signIn(await makeStaff('lead'), thief);
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support$/);
  });

  test('is worth nothing beside another session of the same agent', async ({ context, browser, signIn }) => {
    const elsewhere = await makeStaff();
    await db().session.update({ where: { id: elsewhere.sessionId }, data: { userId: agent.userId } });
    const thief = await browser.newContext();
    await signIn(elsewhere, thief);
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support$/);
  });

  test('leaves a member in their own account', async ({ context, browser, signIn }) => {
    const stranger = await makeMember();
    await makeKey(stranger, { label: 'Of the stranger' });
    const thief = await browser.newContext();
    await signIn(stranger, thief);
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page.getByText('Of the stranger')).toBeVisible();
    await expect(visitPage(page).bar).toHaveCount(0);
  });

  test('is no session', async ({ context, browser, server }) => {
    const { value } = await stolen(context);
    const thief = await browser.newContext();
    await thief.addCookies([{ name: 'keydesk.session', value, url: server.url }]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/login$/);
  });

  test('opens nothing any more after the exit, however often it is sent', async ({ page, context }) => {
    const cookie = await stolen(context);
    await visitPage(page).exitButton.click();
    await expectBack(page, 'the agent left');
    await context.addCookies([cookie]);
    await page.goto('/settings/api-keys');
    await expectBack(page, 'the agent left');
    // Not even during the next visit.
    await visitPage(page).stepIn(owner.workspaceId);
    await context.addCookies([cookie]);
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support\/workspaces\//);
  });

  test('is nothing once it was changed', async ({ page, context }) => {
    const cookie = await stolen(context);
    await context.addCookies([{ ...cookie, value: `${cookie.value.slice(0, -3)}xyz` }]);
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    await expect(visitPage(page).bar).toHaveCount(0);
  });
});

test('a member who signs in while an agent stands in for them has a clean session of their own', async ({
  page,
  browser,
  signIn,
}) => {
  await visitPage(page).stepIn(owner.workspaceId);
  const customer = await customerPage(() => browser.newContext(), signIn);
  await customer.goto('/settings/api-keys');
  await expect(visitPage(customer).bar).toHaveCount(0);
  await expect(customer.getByRole('button', { name: 'Create API key' })).toBeEnabled();
  await expect(customer.getByRole('button', { name: 'Create API key' })).toHaveAccessibleDescription('');
  const names = (await customer.context().cookies()).map(({ name }) => name);
  expect(names).not.toContain(visitCookie().name);

  await customer.getByRole('button', { name: /^User menu/ }).click();
  await customer.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(customer).toHaveURL(/\/login$/);
  await page.reload();
  await expect(visitPage(page).bar, 'the agent is still in').toBeVisible();
  await page.getByRole('button', { name: /^User menu/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeDisabled();
});

test('in the agent’s own browser, a member’s sign-in puts nobody in anybody’s place', async ({
  page,
  signIn,
}) => {
  await visitPage(page).stepIn(owner.workspaceId);
  await signIn(await makeMember());
  await page.goto('/settings/api-keys');
  await expect(page.getByRole('button', { name: 'Create API key' })).toBeEnabled();
  await expect(visitPage(page).bar).toHaveCount(0);
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
  await dialog.getByRole('button', { name: 'Step in' }).click();
  await expect(visitPage(page).bar).toContainText('You are viewing as Test viewer');
  await expect(page.getByRole('button', { name: 'Create API key' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Resend verification email' })).toHaveAccessibleDescription(
    NOT_FOR_SUPPORT,
  );
  await page.goto(`/settings/api-keys/${key.id}`);
  await expect(page.getByText('Your role may not change API keys in the sandbox environment.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Change / })).toHaveCount(0);
});
