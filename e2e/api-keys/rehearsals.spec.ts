import { keyPage } from '@/e2e/api-keys/key-page';
import { expect, test } from '@/e2e/fixtures';
import { DAY } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeCalls } from '@/lib/testing/factories/usage';

/** An owner with a live key that two networks use. */
async function makeUsedKey() {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment: 'live', label: 'Shop' });
  await makeCalls(key.id, [
    { calls: 9_259, address: '203.0.113.7' },
    { calls: 41, address: '198.51.100.9' },
  ]);
  return { owner, key };
}

test('an allowlist shows what it would have refused, and stops live calls after the label was typed', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const { owner, key } = await makeUsedKey();
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('allowed addresses');
  await expect(shown.dialog).toContainText('refused none of the 9,300 calls of the last 7 days');
  await shown.dialog.getByRole('button', { name: 'Add address', exact: true }).click();
  await shown.dialog.getByRole('textbox', { name: 'Address 1', exact: true }).fill('203.0.113.0/24');
  await expect(shown.dialog).toContainText('refused 41 of the 9,300 calls of the last 7 days');
  await expect(shown.dialog).toContainText('198.51.100.9 (41 calls)');
  await expect(shown.dialog.getByRole('button', { name: 'Add my address' })).toBeVisible();
  await expectAccessible(page);
  await shown.dialog.getByRole('button', { name: 'Save' }).click();
  const label = shown.dialog.getByRole('textbox', { name: 'Type the label to confirm' });
  await expect(label).toHaveAccessibleDescription(/live calls would stop/);
  await label.fill('Shop');
  await shown.save();
  const stored = await db().apiKey.findUniqueOrThrow({ where: { id: key.id } });
  expect(stored.allowlist).toEqual([{ network: '203.0.113.0/24', note: '' }]);
});

test('the addresses in use are added with one click', async ({ page, signIn }) => {
  const { owner } = await makeUsedKey();
  await signIn(owner);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Add address', exact: true }).click();
  const address = (position: number) =>
    page.getByRole('textbox', { name: `Address ${position}`, exact: true });
  await address(1).fill('10.0.0.0/8');
  await expect(page.getByText('refused 9,300 of the 9,300 calls of the last 7 days')).toBeVisible();
  await expect(
    page.getByRole('textbox', { name: 'Type the name of the workspace to confirm' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Add the addresses in use' }).click();
  await expect(address(2)).toHaveValue('203.0.113.7/32');
  await expect(address(3)).toHaveValue('198.51.100.9/32');
  await expect(page.getByText('refused none of the 9,300 calls')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Type the name of the workspace to confirm' })).toHaveCount(
    0,
  );
  await page.getByRole('button', { name: 'Save addresses' }).click();
  await expect(page.getByText('Allowed addresses saved')).toBeVisible();
});

test('unused scopes are removed with one click, and a needed one only after the label was typed', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const scopes = ['messages.send', 'balance.read'];
  const { key } = await makeKey(owner, { environment: 'live', label: 'Shop', scopes });
  const createdAt = new Date(Date.now() - 61 * DAY);
  await db().apiKey.update({ where: { id: key.id }, data: { createdAt } });
  await makeCalls(key.id, [{ operation: 'messages.send', calls: 40 }]);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('scopes');
  await expect(shown.dialog).toContainText('1 of 2 scopes unused for 60 days');
  await shown.dialog.getByRole('checkbox', { name: 'messages.send' }).uncheck();
  await expect(shown.dialog).toContainText('refused 40 of the 40 calls of the last 7 days');
  await expect(shown.dialog.getByRole('textbox', { name: 'Type the label to confirm' })).toBeVisible();
  await expectAccessible(page);
  await shown.dialog.getByRole('checkbox', { name: 'messages.send' }).check();
  await shown.dialog.getByRole('button', { name: 'Remove unused scopes' }).click();
  await expect(shown.dialog).toContainText('refused none of the 40 calls');
  await shown.save();
  const stored = await db().apiKey.findUniqueOrThrow({ where: { id: key.id } });
  expect(stored.scopes).toEqual(['messages.send']);
});

test('unused scopes are taken away with one click, which can be undone for a day', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const scopes = ['messages.send', 'balance.read', 'messages.read'];
  const makeOldKey = async () => {
    const { key } = await makeKey(owner, { environment: 'live', scopes });
    const createdAt = new Date(Date.now() - 61 * DAY);
    await db().apiKey.update({ where: { id: key.id }, data: { createdAt } });
    await makeCalls(key.id, [{ operation: 'messages.send', calls: 40 }]);
    return key;
  };
  const [key, other] = [await makeOldKey(), await makeOldKey()];
  await signIn(owner);
  await keyPage(page).open(key.id);
  const stored = async () => (await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).scopes;
  await expect(page.getByText('2 of 3 scopes unused for 60 days')).toBeVisible();
  await page.getByRole('button', { name: 'Narrow to 1 scope' }).click();
  await expect(page.getByText('Narrowed to 1 scope by Test owner on')).toBeVisible();
  expect(await stored()).toEqual(['messages.send']);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Narrowed to 1 scope by Test owner on')).toHaveCount(0);
  expect(await stored()).toEqual(scopes);
  // Somebody wanted them just now.
  await expect(page.getByText('scopes unused for 60 days')).toHaveCount(0);

  await keyPage(page).open(other.id);
  await page.getByRole('button', { name: 'Narrow to 1 scope' }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await signIn(await makeMember('developer', { workspaceId: owner.workspaceId }));
  await page.reload();
  await expect(page.getByText('An admin can undo it until')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
});

test('countries show the messages that they would have refused', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment: 'live', label: 'Shop' });
  const counts = { messages: 7, segments: 7, delivered: 7, failed: 0, refunded: 0, price: 0n };
  await db().messageTotal.create({
    data: {
      ...counts,
      ...{ workspaceId: owner.workspaceId, day: new Date(), apiKeyId: key.id },
      ...{ country: 'US', environment: 'live' },
    },
  });
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('limits');
  await expect(shown.dialog).toContainText(
    'refused none of the 7 messages, voice calls and lookups of the last 7 days',
  );
  await shown.dialog.getByRole('searchbox', { name: 'Search countries' }).fill('germ');
  await shown.dialog.getByRole('checkbox', { name: 'Germany' }).check();
  await expect(shown.dialog).toContainText(
    'refused 7 of the 7 messages, voice calls and lookups of the last 7 days',
  );
  await expect(shown.dialog).toContainText('US (7)');
  await expectAccessible(page);
  await shown.dialog.getByRole('textbox', { name: 'Type the label to confirm' }).fill('Shop');
  await shown.save();
  expect((await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).countries).toEqual(['DE']);
});

test('a rate limit shows the calls that it would have refused', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { environment: 'live', label: 'Shop' });
  await makeCalls(key.id, [
    { calls: 9_259, position: 20 },
    { calls: 41, position: 110 },
  ]);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('rate limit');
  await expect(shown.dialog).toContainText('refused none of the 9,300 calls of the last 7 days');
  await shown.dialog.getByRole('spinbutton', { name: 'Calls per minute' }).fill('100');
  await expect(shown.dialog).toContainText('refused 41 of the 9,300 calls of the last 7 days');
  await expectAccessible(page);
  await shown.dialog.getByRole('textbox', { name: 'Type the label to confirm' }).fill('Shop');
  await shown.save();
  expect((await db().apiKey.findUniqueOrThrow({ where: { id: key.id } })).rateLimit).toBe(100);
});
