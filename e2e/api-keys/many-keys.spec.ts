import { readFile } from 'node:fs/promises';
import { expect, test } from '@/e2e/fixtures';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { annotateKey } from '@/lib/domain/key-settings/annotate';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { apiKeysPage, PATH } from './api-keys-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('the filters limit and sort the list, show what they do, and are in the URL', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const soon = new Date(now().getTime() + 20 * DAY);
  const alpha = await makeKey(owner, { label: 'Alpha', expiry: soon });
  await makeKey(owner, { label: 'Beta', environment: 'live', scopes: ['messages.read'] });
  await makeKey(owner, { label: 'Gamma', limits: { countries: ['NL'] } });
  granted(
    await annotateKey(owner, { keyId: alpha.key.id, owner: 'Payments', tags: ['eu', 'checkout'], note: '' }),
  );
  await signIn(owner);
  await page.goto(PATH);
  const shown = page.getByRole('rowheader');
  await expect(shown).toHaveText([/Gamma/, /Beta/, /Alpha.*Payments.*checkout.*eu/]);

  await page.getByRole('button', { name: 'Filters' }).click();
  const panel = page.getByRole('group', { name: 'Filters' });
  await panel.getByLabel('Expires').selectOption('Within 30 days');
  await expect(shown).toHaveText([/Alpha/]);
  await expect(page).toHaveURL(/\?expires=soon$/);
  await panel.getByLabel('Tag').selectOption('eu');
  await expect(page).toHaveURL(/expires=soon&tag=eu$/);
  await expect(panel.getByLabel('Tag')).toHaveValue('eu');
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Remove the filter Expires: within 30 days' }).click();
  await expect(page).toHaveURL(/\?tag=eu$/);
  await expect(panel.getByLabel('Expires')).toHaveValue('');
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await expect(shown).toHaveCount(3);
  await expect(panel.getByLabel('Tag')).toHaveValue('');

  await panel.getByLabel('Sort by').selectOption('Label, ascending');
  await expect(shown).toHaveText([/Alpha/, /Beta/, /Gamma/]);
  await panel.getByLabel('Status').selectOption('Disabled');
  await expect(page.getByText('No disabled keys')).toBeVisible();
  await expect(page).toHaveURL(/filter=disabled/);

  // A reload keeps what the URL says, also before the options are there.
  await page.goto(`${PATH}?owner=Payments&scope=messages.send`);
  await expect(shown).toHaveText([/Alpha/]);
  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(panel.getByLabel('Owner')).toHaveValue('Payments');
  await panel.getByLabel('Limits').selectOption('No limits');
  await expect(page).toHaveURL(/scope=messages.send&limits=none&owner=Payments$/);
  await expect(shown).toHaveText([/Alpha/]);
});

test('a press on a column sorts by it, and a second one in the other direction', async ({ page, signIn }) => {
  // Where there is little room, the keys are cards without columns.
  await page.setViewportSize({ width: 1280, height: 800 });
  const owner = await makeMember();
  for (const label of ['beta', 'Alpha', 'gamma']) await makeKey(owner, { label });
  await signIn(owner);
  await page.goto(PATH);
  const shown = page.getByRole('rowheader');
  const header = page.getByRole('columnheader', { name: 'Label' });
  await header.getByRole('link').click();
  await expect(shown).toHaveText(['Alpha', 'beta', 'gamma']);
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await header.getByRole('link').click();
  await expect(shown).toHaveText(['gamma', 'beta', 'Alpha']);
  await expect(page).toHaveURL(/sort=-label$/);
  for (const name of ['Key', 'Environment', 'Scopes', 'Created', 'Last used', 'Expires', 'Status']) {
    const column = page.getByRole('columnheader', { name, exact: true });
    await column.getByRole('link').click();
    await expect(column).toHaveAttribute('aria-sort', /ascending|descending/);
    await expect(shown).toHaveCount(3);
  }
});

test('the menu of a row opens, copies, rotates, duplicates, disables, enables and revokes', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Server' });
  await signIn(owner);
  await page.goto(PATH);
  const menu = page.getByRole('button', { name: 'Actions for Server' });
  const choose = async (name: string) => {
    await menu.click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  await menu.click();
  await expect(page.getByRole('menuitem')).toHaveText([
    'Open',
    'Copy key ID',
    'Rotate',
    'Duplicate',
    'Disable',
    'Revoke',
  ]);
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await choose('Copy key ID');
  await expect(page.getByText('Key ID copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key.id);

  await choose('Disable');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable key' }).click();
  const row = apiKeysPage(page).row('Server');
  await expect(row).toContainText('Disabled');
  await choose('Enable');
  await expect(row).toContainText('Active');

  await choose('Duplicate');
  await expect(page.getByRole('textbox', { name: 'Label' })).toHaveValue('Copy of Server');
  await page.keyboard.press('Escape');
  await expect(menu).toBeFocused();

  await choose('Rotate');
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate key' }).click();
  const keys = apiKeysPage(page);
  await expect(page.getByRole('textbox', { name: 'API key' })).toHaveValue(/^kd_sandbox_/);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(keys.row('Server')).toContainText('Rotating');

  await choose('Open');
  await expect(page).toHaveURL(`${PATH}/${key.id}`);
});

test('owner, tags and note are edited on the page of the key', async ({ page, signIn, expectAccessible }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Server' });
  await signIn(owner);
  await page.goto(`${PATH}/${key.id}`);
  await page.getByRole('button', { name: 'Change notes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change notes' });
  await dialog.getByLabel('Tags').fill('two words!');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Use letters, digits')).toBeVisible();
  await dialog.getByLabel('Owner').fill('Payments team');
  await dialog.getByLabel('Tags').fill('EU, checkout');
  await dialog.getByLabel('Note').fill('In the vault');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Notes saved')).toBeVisible();
  await expect(page.getByText('Owner: Payments team')).toBeVisible();
  await expect(page.getByText('In the vault')).toBeVisible();
  expect(await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).toMatchObject({
    tags: ['checkout', 'eu'],
  });
  await page.goto(`${PATH}?q=payments`);
  await expect(page.getByRole('rowheader')).toHaveText([/Server.*Payments team.*checkout.*eu/]);
});

test('the keys that match are exported without secrets, by pages of the portal alone', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { label: 'Server' });
  await makeKey(owner, { label: 'Other' });
  await signIn(owner);
  await page.goto(`${PATH}?q=server`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain(key.id);
  expect(text).not.toContain('Other');
  expect(text).not.toContain(secret.slice(12, 40));
  const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
  expect((await page.context().request.get(`${PATH}/export`, { headers: foreign })).status()).toBe(403);
});

test('the list leads to the page before, and its position stays right', async ({ page, signIn }) => {
  const owner = await makeMember();
  for (let count = 1; count <= 52; count++) await makeKey(owner, { label: `Server ${count}` });
  await signIn(owner);
  await page.goto(PATH);
  const shown = page.getByRole('rowheader');
  await expect(page.getByRole('link', { name: 'Previous' })).toBeHidden();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText('26–50 of 52 keys')).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(shown).toHaveText(['Server 2', 'Server 1']);
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('26–50 of 52 keys')).toBeVisible();
  await expect(shown.first()).toHaveText('Server 27');
  await page.getByRole('link', { name: 'Previous' }).click();
  await expect(page.getByText('1–25 of 52 keys')).toBeVisible();
  await expect(shown.first()).toHaveText('Server 52');
  await expect(page.getByRole('link', { name: 'Previous' })).toBeHidden();

  await page.getByRole('link', { name: 'Next' }).click();
  await expect(page.getByText('26–50 of 52 keys')).toBeVisible();
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(shown).toHaveText(['Server 2', 'Server 1']);
  await db().apiKey.updateMany({
    where: { workspaceId: owner.workspaceId, label: { in: ['Server 2', 'Server 1'] } },
    data: { revokedAt: now() },
  });
  await page.reload();
  await expect(page.getByText('1–25 of 50 keys')).toBeVisible();
});
