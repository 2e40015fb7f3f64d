import { expect, test } from '@/e2e/fixtures';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { MemberActor } from '@/lib/domain/actor';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeManyKeys } from '@/lib/testing/factories/many-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';
import { PATH } from './api-keys-page';
import { bulkActionsPage } from './bulk-actions-page';

const count = (owner: MemberActor, where: object) =>
  db().apiKey.count({ where: { workspaceId: owner.workspaceId, ...where } });

test('keys are selected one by one, as a range, by page, and everything that matches', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  await makeManyKeys(owner, 30);
  await signIn(owner);
  await page.goto(PATH);
  const { bar, box, pageBox, press } = bulkActionsPage(page);
  await box('Key 2').check();
  await expect(bar).toContainText('1 key selected');
  await box('Key 5').click({ modifiers: ['Shift'] });
  await expect(bar).toContainText('4 keys selected');
  for (const label of ['Key 2', 'Key 3', 'Key 4', 'Key 5']) await expect(box(label)).toBeChecked();
  await box('Key 3').uncheck();
  await expect(bar).toContainText('3 keys selected');
  await expect(page.getByRole('status').filter({ hasText: '3 keys selected' })).toBeAttached();
  await expectAccessible(page);

  // The next page keeps them.
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(box('Key 26')).not.toBeChecked();
  await pageBox.check();
  await expect(bar).toContainText('8 keys selected');
  await press('Select all 30 that match');
  await expect(bar).toContainText('30 keys selected');
  await box('Key 30').uncheck();
  await expect(bar).toContainText('29 keys selected');
  await page.getByRole('link', { name: 'First' }).click();
  await expect(box('Key 1')).toBeChecked();

  // Another filter empties the selection.
  await page.getByRole('searchbox', { name: 'Search keys' }).fill('Key 1');
  await expect(page).toHaveURL(/q=Key/);
  await expect(box('Key 10')).not.toBeChecked();
  await expect(bar).toBeHidden();

  // By keyboard.
  await box('Key 10').focus();
  await page.keyboard.press('Space');
  await expect(bar).toContainText('1 key selected');
  await press('Clear');
  await expect(bar).toBeHidden();
  await expect(page.locator('#content')).toBeFocused();
});

test('everything that matches is revoked with the impact shown first, and progress', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  await makeManyKeys(owner, 250);
  const { key } = await makeKey(owner, { label: 'Busy', environment: 'live' });
  await makeCalls(key.id, [{ calls: 1_204, address: '203.0.113.7' }]);
  await signIn(owner);
  await page.goto(PATH);
  const { bar, dialog, pageBox, press } = bulkActionsPage(page);
  await pageBox.check();
  await press('Select all 251 that match');
  await press('Revoke');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(dialog).toContainText('251 keys: 1 live, 250 sandbox');
  await expect(dialog).toContainText('Calls of 1 of 251 keys would stop: 1,204 calls in the last 24 hours');
  await expect(dialog).toContainText('“Busy” (1,204 calls)');
  await expect(dialog).toContainText('203.0.113.7 (1,204 calls)');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Revoke keys' }).click();
  await expect(dialog).toContainText('Type “revoke 251 keys” to confirm');
  expect(await count(owner, { revokedAt: { not: null } })).toBe(0);
  // The impact is shown again.
  await expect(dialog).toContainText('“Busy” (1,204 calls)');
  await dialog.getByLabel('Type the sentence to confirm').fill('revoke 251 keys');
  await dialog.getByRole('button', { name: 'Revoke keys' }).click();
  const done = page.getByRole('dialog', { name: '251 keys revoked' });
  await expect(done.getByRole('progressbar', { name: 'Changed keys' })).toHaveAttribute(
    'aria-valuenow',
    '251',
  );
  await expectAccessible(page);
  expect(await count(owner, { revokedAt: null })).toBe(0);
  await done.getByRole('button', { name: 'Close' }).first().click();
  await expect(page.getByText('No current keys')).toBeVisible();
  await expect(bar).toBeHidden();
});

test('what is confirmed stays right if calls begin while the dialog is open', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Quiet', environment: 'live' });
  await signIn(owner);
  await page.goto(PATH);
  const { dialog, pageBox, press } = bulkActionsPage(page);
  await pageBox.check();
  await press('Disable');
  const impact = dialog.locator('[aria-live=polite]');
  await expect(impact).toContainText('None of the working keys was called');
  await makeCalls(key.id, [{ calls: 41, address: '203.0.113.7' }]);
  await dialog.getByRole('button', { name: 'Disable keys' }).click();
  // It shows the new impact with the sentence that the verb asks for.
  await expect(impact).toContainText('41 calls in the last 24 hours');
  await expect(dialog).toContainText('Type “disable 1 key” to confirm');
  await dialog.getByLabel('Type the sentence to confirm').fill('disable 1 key');
  await dialog.getByRole('button', { name: 'Disable keys' }).click();
  await expect(page.getByRole('dialog', { name: '1 key disabled' })).toBeVisible();
});

test('a closed tab loses nothing that was done, and the rest goes on or stays', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/ERR_FAILED .*api-keys/);
  const owner = await makeMember();
  await makeManyKeys(owner, 450);
  await signIn(owner);
  await page.goto(PATH);
  const { dialog, pageBox, press, abortBatch } = bulkActionsPage(page);
  // The tab closes after the first batch.
  await abortBatch(2);
  await pageBox.check();
  await press('Select all 450 that match');
  await press('Disable');
  await expect(dialog).toContainText('450 keys: 0 live, 450 sandbox');
  await dialog.getByRole('button', { name: 'Disable keys' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Can’t reach Keydesk');
  expect(await count(owner, { disabledAt: { not: null } })).toBe(100);
  await page.unrouteAll();
  await page.reload();

  const notice = page.getByText('100 of 450 done');
  await expect(notice).toBeVisible();
  await makeManyKeys(owner, 1);
  await page.getByRole('button', { name: 'Continue' }).click();
  const question = page.getByRole('dialog', { name: 'Disabling 450 keys: continue?' });
  await expect(question).toContainText('350 keys: 0 live, 350 sandbox');
  await expect(question).toContainText('Confirmed by');
  expect(await count(owner, { disabledAt: { not: null } })).toBe(100);
  await question.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('dialog', { name: '450 keys disabled' })).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  await expect(notice).toBeHidden();
  // The key that was created later is not one of them.
  expect(await count(owner, { disabledAt: null })).toBe(1);
});

test('an expiry is set, and keys that stay as they are are listed with the reason', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Gone' });
  await makeManyKeys(owner, 2);
  await signIn(owner);
  await page.goto(PATH);
  const { bar, dialog, pageBox, press } = bulkActionsPage(page);
  await pageBox.check();
  await expect(bar).toContainText('3 keys selected');
  await db().apiKey.update({ where: { id: key.id }, data: { revokedAt: now() } });
  await press('Set expiry');
  await expect(dialog).toContainText('2 keys: 0 live, 2 sandbox');
  await expect(dialog).toContainText('1 key already revoked');
  await dialog.getByLabel('Expires').selectOption('In 30 days');
  await expect(dialog).toContainText('2 keys: 0 live, 2 sandbox');
  await dialog.getByRole('button', { name: 'Set expiry' }).click();
  const done = page.getByRole('dialog', { name: 'Expiry of 2 keys set' });
  await done.getByText('Show these keys').click();
  await expect(done.getByRole('link', { name: 'Gone' })).toHaveAttribute('href', `${PATH}/${key.id}`);
  expect(await count(owner, { expiresAt: { not: null } })).toBe(2);
});

test('an allowed address is added after a rehearsal', async ({ page, signIn, expectAccessible }) => {
  const owner = await makeMember();
  const { key: open } = await makeKey(owner, { label: 'Open', environment: 'live' });
  const allowlist = [{ network: '198.51.100.0/24' }];
  const { key: listed } = await makeKey(owner, { label: 'Listed', environment: 'live', allowlist });
  await makeCalls(open.id, [{ calls: 41, address: '203.0.113.7' }]);
  await signIn(owner);
  await page.goto(PATH);
  const { dialog, pageBox, press } = bulkActionsPage(page);
  await pageBox.check();
  await press('Allow address');
  await dialog.getByLabel('Address').fill('192.0.2.1');
  await expect(dialog).toContainText('1 key has no allowed addresses yet');
  await expect(dialog).toContainText('This would have refused 41 of the 41 calls of the last 7 days.');
  await expect(dialog.getByLabel('Type the sentence to confirm')).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Address').fill('203.0.113.0/24');
  await expect(dialog).toContainText('This would have refused none of the 41 calls');
  await expect(dialog.getByLabel('Type the sentence to confirm')).toBeHidden();
  await dialog.getByLabel('Note').fill('Office');
  await dialog.getByRole('button', { name: 'Add address' }).click();
  await expect(page.getByRole('dialog', { name: 'Address added to 2 keys' })).toBeVisible();
  const lists = await db().apiKey.findMany({
    where: { id: { in: [open.id, listed.id] } },
    orderBy: { label: 'desc' },
    select: { allowlist: true },
  });
  const added = { network: '203.0.113.0/24', note: 'Office' };
  expect(lists).toEqual([
    { allowlist: [added] },
    { allowlist: [{ network: '198.51.100.0/24', note: '' }, added] },
  ]);
});

test('a viewer selects nothing, and a developer changes sandbox keys only', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { workspaceId } = owner;
  await makeKey(owner, { label: 'Live', environment: 'live' });
  await makeKey(owner, { label: 'Sandbox' });
  await signIn(await makeMember('viewer', { workspaceId }));
  await page.goto(PATH);
  await expect(page.getByRole('rowheader')).toHaveCount(2);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await signIn(await makeMember('developer', { workspaceId }));
  await page.goto(PATH);
  const { dialog, pageBox, press } = bulkActionsPage(page);
  await pageBox.check();
  await press('Disable');
  await expect(dialog).toContainText('1 key: 0 live, 1 sandbox');
  await expect(dialog).toContainText('1 key outside the permissions of the person who confirms this');
  await expect(dialog).toContainText('Your role may not change API keys in the live environment.');
});
