import { readFile } from 'node:fs/promises';
import { expect, test } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { makeMember } from '@/lib/testing/factories/members';
import { BALANCE, makeMessage, makeSender } from '@/lib/testing/factories/messages';
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
  await expect(page.getByText('To add money, contact your provider.')).toBeVisible();
  const rows = page.getByRole('region', { name: 'Ledger' }).locator('tbody tr');
  await expect(rows.first()).toContainText(messageId);
  await expect(rows.first()).toContainText('-€0.08');
  await expect(rows.last()).toContainText('Payment');
  await expectAccessible(page);
  await rows.getByRole('link', { name: messageId }).click();
  await expect(page).toHaveURL(`/messages/${messageId}`);
  await page.goBack();

  await page.getByLabel('Environment').selectOption('sandbox');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Play money');
  await expect(rows).toContainText('+€12.50');
  await page.getByLabel('Environment').selectOption('live');
  await expect(rows.last()).toContainText('Payment');
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

test('an owner sets a limit, and is emailed once the live balance falls below it', async ({
  page,
  signIn,
  waitForMail,
  expectAccessible,
}) => {
  const sender = await makeSender();
  const owner = await makeMember('owner', sender);
  await signIn(owner);
  await page.goto('/balance');
  const section = page.getByRole('region', { name: 'Low balance warning' });
  await expect(section).toContainText('nobody is warned');
  await section.getByRole('button', { name: 'Set a limit' }).click();
  const dialog = page.getByRole('dialog', { name: 'Low balance warning' });
  await dialog.getByRole('textbox', { name: 'Limit (EUR)' }).fill('much');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('textbox')).toHaveAccessibleDescription(/Enter an amount such as 25\.00/);
  await expectAccessible(page);
  await dialog.getByRole('textbox').fill('10');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(section).toContainText('Limit: €10.00');
  await expect(section.getByRole('button', { name: 'Change limit' })).toBeFocused();

  await makeMessage(sender, { lowBalance: BALANCE });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  const sidebar = page.getByRole('banner').getByRole('link', { name: /What you can spend/ });
  await expect(sidebar).toBeInViewport({ ratio: 1 });
  await expect(sidebar).toContainText(/Live ?Low.*€9\.92.*Sandbox/);
  await expect(page.getByRole('list', { name: 'Balances' })).toContainText('below your limit of €10.00');
  const { email } = await db().user.findUniqueOrThrow({ where: { id: owner.userId } });
  await waitForMail(email, 'is below €10.00: it is €9.92.');

  await signIn(await makeMember('developer', sender));
  await page.reload();
  await expect(section).toContainText('Limit: €10.00');
  await expect(section.getByRole('button')).toHaveCount(0);
});
