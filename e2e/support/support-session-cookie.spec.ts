import type { BrowserContext } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { impersonationCookie } from '@/lib/auth/cookies';
import { db } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';
import { expectBack, supportSessionPage } from './support-session-page';

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

/** The cookie of the support session, copied from the agent's browser. */
async function stolen(context: BrowserContext) {
  const cookie = (await context.cookies()).find(({ name }) => name === impersonationCookie().name);
  if (!cookie) throw new Error('There is no support session.');
  return cookie;
}

test.describe('the cookie of a support session', () => {
  test('is hidden from scripts and sent to this host only', async ({ context }) => {
    expect(await stolen(context)).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', expires: -1 });
  });

  test('does not work alone', async ({ context, browser }) => {
    const thief = await browser.newContext();
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/login$/);
  });

  test('does not work with the session of another agent', async ({ context, browser, signIn }) => {
    const thief = await browser.newContext();
    await signIn(await makeStaff('lead'), thief);
    await thief.addCookies([await stolen(context)]);
    const page = await thief.newPage();
    await page.goto('/settings/api-keys');
    await expect(page).toHaveURL(/\/support$/);
  });

  test('does not work with another session of the same agent', async ({ context, browser, signIn }) => {
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

  test('does not work after the exit', async ({ page, context }) => {
    const cookie = await stolen(context);
    await supportSessionPage(page).exitButton.click();
    await expectBack(page, owner, 'The agent left.');
    await context.addCookies([cookie]);
    await page.goto('/settings/api-keys');
    await expectBack(page, owner, 'The agent left.');
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
