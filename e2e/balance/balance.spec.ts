import { readFile } from 'node:fs/promises';
import { expect, test } from '@/e2e/fixtures';
import { makeMember } from '@/lib/testing/factories/members';
import { makeMessage, makeSender } from '@/lib/testing/factories/messages';
import { giveMoney } from '@/lib/testing/factories/wallet';

test('the balance, its ledger and the prices are shown, filtered and exported', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const sender = await makeSender();
  const messageId = await makeMessage(sender);
  const { workspaceId } = sender;
  await giveMoney(workspaceId, 12_500_000n, 'sandbox');
  await signIn(await makeMember('developer', { workspaceId }));
  await page.goto('/');
  await page.getByRole('link', { name: 'Balance' }).click();
  await expect(page.getByRole('heading', { name: 'Balance', level: 1 })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Balances' })).toContainText('€12.50');
  const rows = page.getByRole('region', { name: 'Ledger' }).locator('tbody tr');
  await expect(rows.first()).toContainText(messageId);
  await expect(rows.first()).toContainText('-€0.08');
  await expect(rows.last()).toContainText('Payment');
  await expectAccessible(page);

  await page.getByLabel('Environment').selectOption('sandbox');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('+€12.50');
  await page.getByLabel('Environment').selectOption('live');
  await page.getByLabel('Kind').selectOption('charge');
  await expect(page).toHaveURL(/environment=live&kind=charge/);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(messageId);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^ledger-live-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(',charge,');
  await page.getByLabel('To day (UTC)').fill('2020-01-01');
  await expect(page.getByText('No matching entries')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await expect(rows).not.toHaveCount(0);

  await page.getByRole('link', { name: 'Prices by country' }).click();
  await expect(page.getByRole('heading', { name: 'Prices by country' })).toBeVisible();
  const prices = page.getByRole('region', { name: 'Prices' }).locator('tbody tr');
  await expect(prices).toHaveCount(50);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page).toHaveURL(/cursor=/);
  await page.getByRole('searchbox', { name: 'Country' }).fill('Netherlands');
  await expect(prices.filter({ hasText: '+31' })).toContainText('€0.08');
  await expect(page).toHaveURL(/q=Netherlands$/);
  await page.getByRole('searchbox', { name: 'Country' }).fill('Atlantis');
  await expect(page.getByText('No matching country')).toBeVisible();
});

test('a viewer sees the balance and cannot export, and nobody sees that of another workspace', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  await giveMoney(owner.workspaceId, 12_500_000n, 'live');
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));
  await page.goto('/balance');
  await expect(page.getByRole('list', { name: 'Balances' })).toContainText('€12.50');
  await expect(page.getByRole('link', { name: 'Export CSV' })).toHaveCount(0);
  const asViewer = page.context().request;
  const ours = { 'sec-fetch-site': 'same-origin' };
  expect((await asViewer.get('/balance/export', { headers: ours })).status()).toBe(403);

  await signIn(await makeMember());
  await page.goto('/balance');
  await expect(page.getByText('No entries yet')).toBeVisible();
  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await asViewer.get('/balance/export', { headers: foreign })).status()).toBe(403);
});
