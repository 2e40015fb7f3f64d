import { readFile } from 'node:fs/promises';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeMember } from '@/lib/testing/factories/members';
import { makeHistory } from './audit-history';

const PATH = '/settings/audit-log';

test('the log shows who did what, when and from where', async ({ page, signIn }) => {
  const { owner, impersonation } = await makeHistory();
  await signIn(owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'Audit log' }).click();
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible();
  const rows = page.getByRole('region', { name: 'Events' }).locator('tbody tr');
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText('Grace Hopper');
  await expect(rows.nth(0)).toContainText('Support, Onboarding, on behalf of Ada Lovelace');
  await expect(rows.nth(0)).toContainText('disabled the key “Production server”');
  await expect(rows.nth(0)).toContainText('192.0.2.99');
  await expect(rows.nth(1)).toContainText('Ada Lovelace');
  await expect(rows.nth(1)).toContainText('created the key “Till” (sandbox)');
  await expect(rows.nth(0).locator('time')).toHaveAttribute('title', /\d{2}:\d{2}:\d{2}/);
  await rows.nth(0).getByRole('link', { name: 'Support session' }).click();
  await expect(page).toHaveURL(new RegExp(`/settings/support-access/${impersonation.id}$`));
});

test('the log is filtered by subject, actor, day and target, and the URL keeps the filter', async ({
  page,
  signIn,
}) => {
  const { owner, key } = await makeHistory();
  await signIn(owner);
  await page.goto(PATH);
  const rows = page.getByRole('region', { name: 'Events' }).locator('tbody tr');
  await page.getByRole('combobox', { name: 'What' }).selectOption({ label: 'All, including messages' });
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(0)).toContainText('sent 3 messages');
  await expect(page).toHaveURL(/what=all/);

  await page.getByRole('combobox', { name: 'Who' }).selectOption({ label: 'Support' });
  await expect(rows).toHaveCount(1);
  await page.reload();
  await expect(rows).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Who' })).toHaveValue('support');

  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await expect(rows).toHaveCount(3);
  await expect(page.getByRole('combobox', { name: 'Who' })).toHaveValue('');
  await page.getByRole('searchbox', { name: 'Target' }).fill('till');
  await expect(rows).toHaveCount(1);
  await page.getByRole('searchbox', { name: 'Target' }).fill('');
  await expect(rows).toHaveCount(3);

  await rows.nth(0).getByRole('link', { name: key.id }).click();
  await expect(rows).toHaveCount(2);
  await page.getByLabel('To day (UTC)').fill('2020-01-01');
  await expect(page.getByText('No matching events')).toBeVisible();
});

test('the log is paged', async ({ page, signIn }) => {
  const owner = await makeMember();
  await db().$executeRaw`
    INSERT INTO audit_events (workspace_id, actor_kind, action, target_id, detail)
    SELECT ${owner.workspaceId}, 'system', 'wallet.credit', ${owner.workspaceId},
      jsonb_build_object('booked', jsonb_build_object('amount', n::text, 'currency', 'EUR'))
    FROM generate_series(1, 60) AS n`;
  await signIn(owner);
  await page.goto(PATH);
  const rows = page.getByRole('region', { name: 'Events' }).locator('tbody tr');
  await expect(rows).toHaveCount(50);
  await page.getByRole('link', { name: 'Older' }).click();
  await expect(rows).toHaveCount(10);
  await page.getByRole('link', { name: 'Newest' }).click();
  await expect(rows).toHaveCount(50);
});

test('the filtered log is exported as CSV and JSON', async ({ page, signIn }) => {
  const { owner } = await makeHistory();
  await signIn(owner);
  await page.goto(`${PATH}?who=support`);
  const file = async (name: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };
  const csv = await file('Export CSV');
  expect(csv.name).toMatch(/^audit-log-\d{4}-\d{2}-\d{2}\.csv$/);
  expect(csv.text.trim().split('\r\n')).toHaveLength(2);
  expect(csv.text).toContain('Grace Hopper,Onboarding,');
  const json = await file('Export JSON');
  expect(JSON.parse(json.text)).toMatchObject([
    { action: 'api_key.disable', actor: { name: 'Grace Hopper' } },
  ]);
  await page.goto(PATH);
  await expect(page.getByText('exported the audit log as CSV')).toBeVisible();
});

test('only some roles see and export the log, each of their own workspace', async ({
  page,
  signIn,
  request,
}) => {
  const { owner } = await makeHistory();
  const exported = `${PATH}/export?format=json`;
  const ours = { 'sec-fetch-site': 'same-origin' };
  expect((await request.get(exported, { headers: ours })).status()).toBe(401);

  const viewer = await makeMember('viewer', { workspaceId: owner.workspaceId });
  await signIn(viewer);
  await page.goto(PATH);
  await expect(page.getByText('Your role may not see the audit log')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  const asViewer = page.context().request;
  expect((await asViewer.get(exported, { headers: ours })).status()).toBe(403);

  await signIn(await makeMember('developer'));
  await page.goto(PATH);
  await expect(page.getByText('No changes yet')).toBeVisible();
  const answer = await page.context().request.get(exported, { headers: ours });
  expect(await answer.json()).toEqual([]);
  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await page.context().request.get(exported, { headers: foreign })).status()).toBe(403);
  expect((await page.context().request.get(`${PATH}/export?format=xml`, { headers: ours })).status()).toBe(
    422,
  );
});
