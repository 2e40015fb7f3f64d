import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeImpersonation, makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

const hydrating = (page: Page) => page.locator('[data-hydrating]');

/** Lets each request for a script fail until the returned function is called. */
async function failScripts(page: Page): Promise<() => Promise<void>> {
  await page.route('**/_next/static/**/*.js*', (route) => route.abort());
  return () => page.unroute('**/_next/static/**/*.js*');
}

test('a form is fetched when somebody begins to use the page, and does what they did', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/account');
  await page.waitForLoadState('networkidle');
  const name = page.getByRole('textbox', { name: 'Your name' });
  await expect(name).toHaveAttribute('data-hydrating');
  await expect(hydrating(page)).toHaveCount(2);
  await name.fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Name saved')).toBeVisible();
  await expect(hydrating(page)).toHaveCount(0);
  expect(await db().user.findUniqueOrThrow({ where: { id: owner.userId } })).toMatchObject({
    name: 'Ada Lovelace',
  });
});

test('a page that nobody touches shows what the server sends anew', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  await page.goto('/settings/support-access');
  await expect(page.getByText('No open support sessions.')).toBeVisible();
  await expect(hydrating(page).first()).toBeAttached();
  await makeImpersonation(await makeStaff(), owner);
  await expect(page.getByText('No open support sessions.')).toBeHidden();
  await expect(page.getByRole('radio', { name: 'View, and make changes with approval' })).toBeChecked();
});

test('a form that could not be fetched says so, and is fetched later', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/ERR_FAILED/);
  await signIn(await makeMember());
  await page.goto('/settings/workspace');
  await page.waitForLoadState('networkidle');
  const release = await failScripts(page);
  await page.route('/settings/workspace', (route) => route.abort());
  const name = page.getByRole('textbox', { name: 'Workspace name' });
  await name.fill('Acme');
  await expect(page.getByText('Can’t reach Keydesk.')).toBeVisible();
  await page.unroute('/settings/workspace');
  await release();
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Name saved')).toBeVisible();
  await expect(name).toHaveValue('Acme');
});

test('what is typed into a form that a deployment replaced is kept', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/ERR_FAILED/);
  await signIn(await makeMember());
  await page.goto('/settings/workspace');
  await page.waitForLoadState('networkidle');
  const release = await failScripts(page);
  const name = page.getByRole('textbox', { name: 'Workspace name' });
  await name.fill('Kept');
  const notice = page.getByText('Keydesk was updated. Reload this page to continue.');
  await expect(notice.first()).toBeVisible();
  await release();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(hydrating(page)).toHaveCount(0);
  await expect(name).toHaveValue('Kept');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Name saved')).toBeVisible();
});

test('a link leads to a page with its form', async ({ page, signIn }) => {
  const owner = await makeMember();
  await signIn(owner);
  const { name } = await db().workspace.findUniqueOrThrow({ where: { id: owner.workspaceId } });
  await page.goto('/settings/api-keys');
  await expect(hydrating(page)).toHaveCount(0);
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const held: string[] = [];
  await page.route('**/_next/static/**/*.js*', async (route) => {
    held.push(route.request().url());
    await released;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Workspace', exact: true }).click();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  release();
  await expect(page.getByRole('textbox', { name: 'Workspace name' })).toHaveValue(name);
  await expect(hydrating(page)).toHaveCount(0);
});

test('nothing moves when somebody begins to use a page', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { requireSignatures: true });
  await signIn(owner);
  for (const path of [
    '/account',
    '/settings/workspace',
    '/settings/security',
    '/settings/support-access',
    '/messages/test',
    `/settings/api-keys/${key.id}/signing`,
  ]) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await expect(hydrating(page).first(), path).toBeAttached();
    await page.evaluate(() => {
      const moves: PerformanceEntry[] = [];
      const observer = new PerformanceObserver((list) => moves.push(...list.getEntries()));
      observer.observe({ type: 'layout-shift' });
      Object.assign(window, { countMoves: () => moves.length + observer.takeRecords().length });
    });
    let x = 0;
    await expect(async () => {
      x += 1;
      await page.mouse.move(x, 5);
      await expect(hydrating(page)).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
    const moved = await page.evaluate(async () => {
      for (let frame = 0; frame < 2; frame += 1)
        await new Promise((resolve) => requestAnimationFrame(resolve));
      return Reflect.get(window, 'countMoves')();
    });
    expect(moved, path).toBe(0);
  }
});
