import { readFile } from 'node:fs/promises';
import { expect, test } from '@/e2e/fixtures';
import { sendMessages } from '@/lib/domain/messages/send';
import { CURRENCY_UNIT } from '@/lib/domain/wallet/money';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { makeCalls } from '@/lib/testing/factories/usage';

test('a viewer sees which keys, operations and countries the usage comes from', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const { owner, actor } = await makeCaller({ money: 10n * CURRENCY_UNIT });
  const { key } = await makeKey(owner, { label: 'Invoices' });
  const { key: other } = await makeKey(owner, { label: 'Backend' });
  await makeCalls(key.id, [{ calls: 1_234 }, { operation: 'messages.send', status: 401, calls: 3 }]);
  await makeCalls(other.id, [{ daysAgo: 60, calls: 7 }]);
  sent(await sendMessages(actor, { to: ['+31612345678', '+32470123456'], text: 'Hello' }));
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));

  await page.goto('/settings/api-keys');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Usage' }).click();
  await expect(page.getByRole('heading', { name: 'Usage', level: 1 })).toBeVisible();
  const keys = page.getByRole('region', { name: 'By key' });
  await expect(keys.getByRole('row', { name: /^Invoices \S+ 1,234 3 0 0 €0.00$/ })).toBeVisible();
  await expect(keys.getByRole('link', { name: 'Backend' })).toHaveCount(0);
  const countries = page.getByRole('region', { name: 'Messages by country' });
  // The simulator delivers both after two seconds.
  await expect(countries.getByRole('row', { name: /^Netherlands 1 [01] €0\.00$/ })).toBeVisible();
  for (const name of [
    /^Calls by day since .* 1,234 succeeded, 3 rejected/,
    /^Messages by day since .* (0 delivered, 2|2 delivered, 0) in progress/,
  ]) {
    await expect(page.getByRole('img', { name })).toBeVisible();
  }
  await expect(countries.getByRole('columnheader', { name: 'Spent (live)' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^Export/ })).toHaveCount(0);
  await page.getByLabel('Environment').selectOption('sandbox');
  await expect(page.getByText(/All charges of sandbox keys/)).toBeVisible();
  for (const table of ['calls', 'messages', 'spend']) {
    await page.getByText(`Show as table: ${table} by day`).click();
  }
  await expect(page.getByRole('table', { name: 'Spend by day (UTC)' })).toContainText('€0.15');
  await expectAccessible(page);

  await page.getByLabel('Period').selectOption('90');
  await expect(page).toHaveURL('/usage?days=90&environment=sandbox');
  await page.getByRole('combobox', { name: 'Operation' }).selectOption('messages.send');
  await expect(page.getByText('Only calls of messages.send.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Messages', exact: true })).toHaveCount(0);
  await expect(keys.getByRole('columnheader')).toHaveText(['Key', 'Succeeded', 'Rejected', 'Failed']);
  await expect(keys.getByRole('link', { name: 'Backend' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Show all' }).click();
  await keys.getByRole('link', { name: 'Backend' }).click();
  await expect(page.getByText('Only the key Backend.')).toBeVisible();
  await expect(page).toHaveURL(`/usage?days=90&environment=sandbox&key=${other.id}`);
  await expect(page.getByRole('img', { name: /^Calls by day since .* 7 succeeded/ })).toBeVisible();
  await page.getByRole('link', { name: 'Show all' }).click();
  await countries.getByRole('link', { name: 'Netherlands' }).click();
  await expect(page.getByRole('combobox', { name: 'Country' })).toHaveValue('NL');
  await expect(page.getByRole('img', { name: /^Spend by day since .*: €0.08 spent$/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Calls', exact: true })).toHaveCount(0);
  await expect(keys.getByRole('columnheader')).toHaveText(['Key', 'Messages', 'Spent']);
  await page.getByLabel('Period').selectOption('365');
  await expect(page.getByRole('img', { name: /^Messages by week since \d+ \w+ \d{4}:/ })).toBeVisible();

  await page.goto('/usage?days=8&key=wrong');
  await expect(page).toHaveURL('/usage');
});

test('a developer picks a key and exports its days', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Invoices' });
  const { key: other } = await makeKey(owner, { label: 'Backend' });
  for (const { id } of [key, other]) await makeCalls(id, [{ calls: 5 }, { daysAgo: 1, calls: 6 }]);
  await signIn(await makeMember('developer', { workspaceId: owner.workspaceId }));
  await page.goto('/usage');
  const keys = page.getByRole('region', { name: 'By key' });
  await expect(keys.locator('tbody tr')).toHaveCount(2);
  const picker = page.getByRole('combobox', { name: 'Key' });
  await picker.fill('invo');
  await page.getByRole('option', { name: /Invoices/ }).click();
  await expect(page).toHaveURL(`/usage?days=30&key=${key.id}`);
  await expect(page.getByText('Only the key Invoices.')).toBeVisible();
  await page.reload();
  await expect(picker).toHaveValue('Invoices');
  await picker.fill('');
  await picker.press('Enter');
  await expect(keys.locator('tbody tr')).toHaveCount(2);
  await page.goto(`/usage?key=${key.id}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export calls as CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^calls-by-day-\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain(`${key.id},Invoices,`);

  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await page.context().request.get('/usage/export', { headers: foreign })).status()).toBe(403);
  await signIn(await makeMember());
  await page.goto(`/usage?key=${key.id}`);
  await expect(page.getByText('Invoices')).toHaveCount(0);
});
