import { keyPage } from '@/e2e/api-keys/key-page';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { expect, findKey, findOwner, test } from './large-workspace';

const atLeastDaysOld = (days: number) => ({ createdAt: { lt: new Date(now().getTime() - days * DAY) } });
const stored = (id: string) => db().apiKey.findUniqueOrThrow({ where: { id } });

test('the scope advisor says which scopes are unused, and one click narrows, which can be undone', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const key = await findKey({
    ...atLeastDaysOld(70),
    scopes: { hasEvery: ['messages.send', 'messages.read', 'voice.send'] },
    lastUse: { at: { gt: new Date(now().getTime() - 2 * DAY) } },
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
    ...atLeastDaysOld(10),
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

test('rejected calls are grouped, filtered, and shown one by one with what finds the program', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const key = await findKey({
    environment: 'sandbox',
    ...atLeastDaysOld(20),
    refusalGroups: { some: { cause: 'simulated' } },
    AND: [{ refusalGroups: { some: { code: 'FORBIDDEN' } } }],
  });
  const shown = keyPage(page);
  await shown.open(key.id);
  const causes = shown.refusals.getByRole('list', { name: 'Causes' }).getByRole('listitem');
  const groups = await db().keyRefusalGroup.findMany({ where: { apiKeyId: key.id } });
  await expect(causes).toHaveCount(groups.length);
  const simulated = causes.filter({ hasText: 'Simulated' });
  await expect(simulated).toContainText('INSUFFICIENT_BALANCE');
  await expect(simulated).toContainText('× 12');
  await expect(simulated).toContainText('because the recipient is a number that asks for it');
  await expect(simulated.getByRole('button')).toHaveCount(0);
  await shown.refusals.getByLabel('Code').selectOption('INVALID_REQUEST');
  await expect(causes).toHaveCount(1);
  await shown.refusals.getByRole('link', { name: 'Show calls of cause 1' }).click();
  const calls = shown.refusals.getByRole('list', { name: 'Calls' }).getByRole('listitem');
  await expect(calls.first()).toContainText('422');
  await expect(calls.first()).toContainText('/api/v1/');
  await expect(calls.first()).toContainText('to: Enter a phone number');
  await expect(calls.first()).toContainText('req_');
  await expect(shown.calls.getByRole('img')).toHaveAccessibleName(/[1-9][\d,]* rejected \(4xx\)/);
});

test('the page of a key says who still uses a secret that ended', async ({ page, signIn }) => {
  const { workspaceId } = await findOwner();
  await signIn(await findOwner());
  for (const [cause, advice] of [
    ['revoked', 'This key is revoked, but something still uses it'],
    ['replaced', 'Something still uses an old secret of this key'],
  ] as const) {
    const { apiKeyId } = await db().keyRefusalGroup.findFirstOrThrow({
      where: {
        ...{ apiKey: { workspaceId }, address: '203.0.113.7' },
        ...{ code: 'INVALID_API_KEY', cause: { startsWith: cause } },
      },
    });
    await page.goto(`/settings/api-keys/${apiKeyId}`);
    await expect(keyPage(page).refusals).toContainText(advice);
    await expect(keyPage(page).refusals).toContainText('203.0.113.7');
  }
});

test('a fix ends the advice about rejected calls', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const key = await findKey({ refusalGroups: { some: { code: 'IP_NOT_ALLOWED' } } });
  const shown = keyPage(page);
  await shown.open(key.id);
  const cause = shown.refusals.getByRole('listitem').filter({ hasText: 'IP_NOT_ALLOWED' });
  await cause.getByRole('button', { name: /^Allow 198\.51\.100\./ }).click();
  await shown.save();
  await expect(cause).toContainText('Fixed since');
});

test('leaked keys are disabled and easy to find, and their pages say where they were found', async ({
  page,
  signIn,
}) => {
  const { workspaceId } = await findOwner();
  await signIn(await findOwner());
  const leaks = await db().keyLeak.findMany({ where: { workspaceId } });
  expect(leaks.length).toBeGreaterThanOrEqual(2);
  await page.goto('/settings/api-keys?filter=leaked');
  await expect(page.getByRole('rowheader')).toHaveCount(leaks.length);
  await expect(page.getByRole('row').filter({ hasText: 'Leaked' })).toHaveCount(leaks.length);
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Needs attention' })).toContainText('leaked');
  for (const { apiKeyId, location } of leaks) {
    await page.goto(`/settings/api-keys/${apiKeyId}`);
    await expect(page.getByText('This key leaked')).toBeVisible();
    await expect(page.getByText(location)).toBeVisible();
    await expect(keyPage(page).status.getByText('Disabled').first()).toBeVisible();
  }
});

test('the signing page has samples with the id of the key in three languages, and checks a signature base', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const key = await findKey({ signingRequired: true });
  await page.goto(`/settings/api-keys/${key.id}/signing`);
  const samples = page.getByRole('region', { name: 'Samples' });
  for (const language of ['curl', 'JavaScript', 'Python']) {
    await expect(samples.getByRole('figure', { name: `Signed call in ${language}` })).toContainText(key.id);
  }
  const checker = page.getByRole('region', { name: 'Check a signature base' });
  await checker
    .getByRole('textbox', { name: 'Signature base' })
    .fill(`"@method": post\n"@signature-params": ("@method");created=1;keyid="${key.id}"`);
  await checker.getByRole('button', { name: 'Check' }).click();
  await expect(checker.getByRole('list', { name: 'Result of the check' })).toContainText(
    'must be in capitals',
  );
});
