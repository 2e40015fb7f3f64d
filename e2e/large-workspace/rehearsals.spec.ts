import { keyPage } from '@/e2e/api-keys/key-page';
import { db } from '@/lib/db/client';
import { expect, findKey, findOwner, inDays, test } from './large-workspace';

const stored = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } });

test('the scope advisor says which scopes are unused, and one click narrows, which can be undone', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const key = await findKey({
    createdAt: { lt: inDays(-70) },
    scopes: { hasEvery: ['messages.send', 'messages.read', 'voice.send'] },
    lastUse: { at: { gt: inDays(-2) } },
  });
  const shown = keyPage(page);
  await shown.open(key.id);
  const all = key.scopes.length;
  await expect(page.getByText(`${all - 1} of ${all} scopes unused for 60 days`)).toBeVisible();
  await page.getByRole('button', { name: 'Narrow to 1 scope' }).click();
  await expect(page.getByText(/^Narrowed to 1 scope by /)).toBeVisible();
  expect((await stored(key.id)).scopes).toEqual(['messages.send']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/^Narrowed to 1 scope by /)).toHaveCount(0);
  expect((await stored(key.id)).scopes).toEqual(key.scopes);
});

test('an allowlist is rehearsed on the calls of the last 7 days, and stops live calls after a confirmation', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const key = await findKey({
    environment: 'live',
    allowlist: { equals: [] },
    addressUsage: { some: { network: { not: '203.0.113.7' } } },
  });
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('allowed addresses');
  await expect(shown.dialog).toContainText(/refused none of the [\d,]+ calls of the last 7 days/);
  await shown.dialog.getByRole('button', { name: 'Add address', exact: true }).click();
  await shown.dialog.getByRole('textbox', { name: 'Address 1', exact: true }).fill('203.0.113.0/24');
  await expect(shown.dialog).toContainText(/refused [1-9][\d,]* of the [\d,]+ calls of the last 7 days/);
  await shown.dialog.getByRole('button', { name: 'Save' }).click();
  await shown.dialog.getByRole('textbox', { name: 'Type the label to confirm' }).fill(key.label);
  await shown.save();
  expect((await stored(key.id)).allowlist).toMatchObject([{ network: '203.0.113.0/24' }]);
});

test('an allowlist of the workspace is rehearsed on the calls of all keys', async ({ page, signIn }) => {
  await signIn(await findOwner());
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Add address', exact: true }).click();
  await page.getByRole('textbox', { name: 'Address 1', exact: true }).fill('10.0.0.0/8');
  await expect(page.getByText(/refused ([\d,]{6,}) of the \1 calls of the last 7 days/)).toBeVisible();
  await expect(
    page.getByRole('textbox', { name: 'Type the name of the workspace to confirm' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Add the addresses in use' }).click();
  await expect(page.getByRole('textbox', { name: 'Address 2', exact: true })).toHaveValue('203.0.113.7/32');
  await expect(page.getByRole('button', { name: 'Add my address' })).toBeVisible();
});

test('other countries are rehearsed on the messages of the last 7 days', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const key = await findKey({ environment: 'live', countries: { has: 'DE' } });
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('limits');
  await expect(shown.dialog).toContainText(/refused none of the [\d,]+ messages, voice calls and lookups/);
  await shown.dialog.getByRole('searchbox', { name: 'Search countries' }).fill('germ');
  await shown.dialog.getByRole('checkbox', { name: 'Germany' }).uncheck();
  await expect(shown.dialog).toContainText(
    /refused [1-9]\d* of the [\d,]+ messages, voice calls and lookups/,
  );
  await expect(shown.dialog).toContainText('DE (');
  await expect(shown.dialog.getByRole('textbox', { name: 'Type the label to confirm' })).toBeVisible();
});

test('another rate limit is rehearsed on the calls of the last 7 days', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const key = await findKey({
    environment: 'live',
    createdAt: { lt: inDays(-10) },
    positionUsage: { some: {} },
    rateLimit: { gt: 10 },
  });
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('rate limit');
  await shown.dialog.getByRole('spinbutton').fill('5');
  await expect(shown.dialog).toContainText(/refused [1-9][\d,]* of the [\d,]+ calls of the last 7 days/);
  await shown.dialog.getByRole('textbox', { name: 'Type the label to confirm' }).fill(key.label);
  await shown.save();
  expect((await stored(key.id)).rateLimit).toBe(5);
});
