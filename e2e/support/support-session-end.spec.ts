import { signOut } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { impersonationCookie } from '@/lib/auth/cookies';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { makeStaff, rewriteImpersonation } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { customerPage, expectBack, impersonationOf, supportSessionPage } from './support-session-page';

let owner: MemberActor;
let agent: StaffActor;

test.beforeEach(async ({ page, signIn, expectStray }) => {
  // A poll is rejected when the support session ends.
  expectStray(/status of 401/);
  owner = await makeMember();
  agent = await makeStaff();
  await signIn(agent);
  await supportSessionPage(page).start(owner.workspaceId);
});

test.describe('a support session ends at the next request', () => {
  test('when its time runs out', async ({ page }) => {
    const { id } = await impersonationOf(agent);
    await rewriteImpersonation(id, { expiresAt: new Date(now().getTime() + 30_000) });
    await page.reload();
    await expect(supportSessionPage(page).timer).toHaveText(/^\d+ s left$/);
    await rewriteImpersonation(id, { expiresAt: now() });
    await expectBack(page, owner, 'Its time ran out.');
    expect(await impersonationOf(agent)).toMatchObject({ endReason: 'time', endedById: null });
  });

  test('when the customer ends it', async ({ page, browser, signIn }) => {
    const developer = await makeMember('developer', { workspaceId: owner.workspaceId });
    const customer = await customerPage(developer, browser, signIn);
    await customer.goto('/settings/api-keys');
    await customer.getByRole('button', { name: 'End now' }).click();
    await expectBack(page, owner, 'Test developer ended the session.');
    expect(await impersonationOf(agent)).toMatchObject({
      endReason: 'customer',
      endedById: developer.userId,
    });
  });

  test('when the customer closes the workspace to support', async ({ page }) => {
    await db().workspace.update({ where: { id: owner.workspaceId }, data: { supportAccess: 'never' } });
    await page.goto('/settings/security');
    await expect(page.getByText('Your support session as Test owner has ended')).toBeVisible();
    expect(await impersonationOf(agent)).toMatchObject({ endReason: 'customer' });
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
    await expectBack(page, owner, 'Radia Perlman ended the session.');
    expect(await impersonationOf(agent)).toMatchObject({ endReason: 'lead', endedById: lead.userId });
  });

  test('when the agent loses the role', async ({ page }) => {
    await db().user.update({ where: { id: agent.userId }, data: { staffRole: 'operator' } });
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    expect(await impersonationOf(agent)).toMatchObject({ endReason: 'access' });
  });

  test('when the agent is disabled', async ({ page }) => {
    await db().user.update({ where: { id: agent.userId }, data: { disabledAt: now() } });
    await expect(page).toHaveURL(/\/login$/);
  });

  test('when the member leaves the workspace', async ({ page }) => {
    await db().membership.deleteMany({ where: { userId: owner.userId } });
    await expect(page).toHaveURL(/\/support\/workspaces\//);
    expect(await impersonationOf(agent)).toMatchObject({ endReason: 'access' });
  });

  test('when the agent signs out elsewhere in the same browser', async ({ page, context }) => {
    const console = await context.newPage();
    await console.goto('/support');
    await signOut(console);
    await expect(console).toHaveURL(/\/login$/);
    await expect(page).toHaveURL(/\/login$/);
    expect(await impersonationOf(agent)).toMatchObject({ endReason: 'exit' });
    const cookies = (await context.cookies()).map(({ name }) => name);
    expect(cookies).not.toContain(impersonationCookie().name);
  });
});
