import { expect, test } from '@/e2e/fixtures';
import { DAY } from '@/lib/clock';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { setLimits } from '@/lib/domain/key-settings/set-limits';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { PATH } from './api-keys-page';
import { bearer, codeOf, keyPage } from './key-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a dialog that cannot be fetched shows an error and can be opened again', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/ERR_INTERNET_DISCONNECTED/);
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  const error = page.getByText('Can’t reach Keydesk. Check your connection and try again.');
  await shown.open(key.id);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Change label' }).click();
  await expect(error).toBeVisible();
  await page.context().setOffline(false);
  await shown.change('label');

  await page.goto(PATH);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await expect(error).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible();
});

test('each setting can be changed and takes effect', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { label: 'Before', scopes: ['messages.send'] });
  await signIn(owner);
  const settings = keyPage(page);
  await settings.open(key.id);

  await settings.change('label');
  await page.getByRole('textbox', { name: 'Label' }).fill('After');
  await settings.save();
  await expect(page.getByRole('heading', { name: 'After', level: 1 })).toBeVisible();

  expect(await codeOf(await request.get('/api/v1/balance', bearer(secret)))).toBe('FORBIDDEN');
  await settings.change('scopes');
  await page.getByRole('checkbox', { name: 'balance.read' }).check();
  await settings.save();
  await expect(settings.settings).toContainText('balance.read');
  expect((await request.get('/api/v1/balance', bearer(secret))).status()).toBe(200);

  await settings.change('expiry');
  await page.getByLabel('Expires').selectOption('In 7 days');
  await settings.save();
  await expect(settings.settings).toContainText('Expires in 7 days');
  await settings.change('expiry');
  await page.getByLabel('Expires').selectOption('On a date');
  await page.getByLabel('Last day').fill('2020-01-01');
  await settings.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(settings.dialog.getByRole('alert')).toHaveText('Choose a date in the future.');
  await settings.dialog.getByRole('button', { name: 'Cancel' }).click();

  await settings.change('rate limit');
  const rate = page.getByRole('spinbutton', { name: 'Calls per minute' });
  await rate.fill('1000000');
  await settings.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(rate).toHaveAccessibleDescription(/at most 6000/);
  await expect(rate).toBeFocused();
  await rate.fill('30');
  await settings.save();
  await expect(settings.settings).toContainText('30 calls per minute');

  await settings.change('limits');
  const perDay = page.getByLabel('Spend per day');
  await perDay.fill('lots');
  await settings.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(perDay).toHaveAccessibleDescription(/Enter an amount such as 25.00/);
  await perDay.fill('1,250');
  await expect(perDay).toHaveAccessibleDescription(/Use a point for decimals/);
  await perDay.fill('12,5');
  await page.getByLabel('Spend per month').fill('2500.035');
  await page.getByRole('searchbox', { name: 'Search countries' }).fill('germ');
  await page.getByRole('checkbox', { name: 'Germany' }).check();
  await page.getByLabel('Senders').fill('Acme\n');
  await settings.save();
  await expect(settings.settings).toContainText('€12.50 a day, €2,500.035 a month');
  await expect(settings.settings).toContainText('To: Germany');
  const sent = await request.post('/api/v1/messages', {
    ...bearer(secret),
    data: { to: '+31612345678', text: 'Hello', from: 'Acme' },
  });
  expect(await codeOf(sent)).toBe('DESTINATION_NOT_ALLOWED');

  await settings.change('allowed addresses');
  await page.getByRole('button', { name: 'Add address' }).click();
  await expect(page.getByRole('textbox', { name: 'Address 1', exact: true })).toBeFocused();
  await page.keyboard.type('nowhere');
  await settings.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('textbox', { name: 'Address 1', exact: true })).toHaveAccessibleDescription(
    /Enter an address, not a name/,
  );
  await page.getByRole('textbox', { name: 'Address 1', exact: true }).fill('198.51.100.0/24');
  await page.getByRole('textbox', { name: 'Note on address 1' }).fill('Office');
  await settings.save();
  await expect(settings.settings).toContainText('198.51.100.0/24 Office');
  expect(await codeOf(await request.get('/api/v1/account', bearer(secret)))).toBe('IP_NOT_ALLOWED');
});

test('signatures can be required later; the secret is shown once and can be replaced', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  await signIn(owner);
  const settings = keyPage(page);
  await settings.open(key.id);
  await settings.change('signatures');
  await page.getByRole('switch', { name: 'Require HMAC signatures' }).check();
  await settings.dialog.getByRole('button', { name: 'Save' }).click();

  const reveal = page.getByRole('dialog', { name: 'Save your signing secret' });
  const first = await reveal.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  expect(first).toMatch(/^kds_/);
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(
    page.getByRole('alertdialog', { name: 'You haven’t copied the signing secret' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Go back' }).click();
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(settings.settings).toContainText('HMAC signatures are required');
  expect(await codeOf(await request.get('/api/v1/account', bearer(secret)))).toBe('SIGNATURE_REQUIRED');
  expect(await page.content()).not.toContain(first);

  await page.getByRole('button', { name: 'Replace signing secret' }).click();
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  const second = await reveal.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  expect(second).not.toBe(first);
});

test('a reminder to rotate the key is set, and the next one is shown', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const settings = keyPage(page);
  await settings.open(key.id);
  const row = settings.settings.locator('dl > div').filter({ hasText: 'Rotation reminder' });
  await expect(row).toContainText('Never');
  await settings.change('rotation reminder');
  await expect(settings.dialog).toContainText('There will be no reminder.');
  await settings.dialog.getByLabel('Remind me to rotate').selectOption('Every 90 days');
  const next = new Date(key.secretCreatedAt.getTime() + 90 * DAY).getFullYear();
  await expect(settings.dialog.getByRole('status')).toContainText(String(next));
  await expectAccessible(page);
  await settings.save();
  await expect(row).toContainText('Every 90 days.');
  await expect(row).toContainText('Next on');
  await expect(row).toContainText(String(next));
});

test('closing a dialog by accident loses nothing that was typed', async ({ page, signIn }) => {
  const owner = await makeMember();
  await makeKey(owner, { label: 'Before' });
  await signIn(owner);
  const shown = keyPage(page);
  const question = page.getByRole('alertdialog', { name: 'Discard your changes?' });
  const label = page.getByRole('dialog').getByLabel('Label');
  const opener = page.getByRole('button', { name: 'Change label' });

  await page.goto(PATH);
  await page.getByRole('link', { name: 'Before' }).click();
  await opener.click();
  await expect(label).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shown.dialog, 'nothing was typed').toBeHidden();
  await opener.click();
  await label.fill('After');
  await page.mouse.click(4, 4);
  await expect(label).toHaveValue('After');
  const ways = [
    () => page.keyboard.press('Escape'),
    () => shown.dialog.getByRole('button', { name: 'Close' }).click(),
    () => page.evaluate(() => history.back()),
  ];
  for (const close of ways) {
    await close();
    await question.getByRole('button', { name: 'Keep editing' }).click();
    await expect(label).toHaveValue('After');
  }
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Discard' }).click();
  await expect(shown.dialog).toBeHidden();
  await expect(opener).toBeFocused();

  const changes: [string, () => Promise<void>][] = [
    ['scopes', () => page.getByRole('checkbox', { name: 'balance.read' }).check()],
    ['expiry', async () => void (await page.getByLabel('Expires').selectOption('In 7 days'))],
    ['signatures', () => page.getByRole('switch').check()],
    ['allowed addresses', () => page.getByRole('button', { name: 'Add address' }).click()],
    ['rate limit', () => page.getByRole('spinbutton').fill('7')],
    ['limits', () => page.getByLabel('Senders').fill('Acme')],
  ];
  for (const [setting, change] of changes) {
    await shown.change(setting);
    await change();
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Discard' }).click();
    await expect(shown.dialog, setting).toBeHidden();
  }
});

test('two people who change the same list do not overwrite each other', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Change limits' }).click();
  const limits = { spendPerDay: null, spendPerMonth: null, countries: [], senders: ['Acme'] };
  granted(await setLimits(owner, { keyId: key.id, limits }));
  await shown.dialog.getByLabel('Spend per day').fill('5');
  await shown.dialog.getByRole('button', { name: 'Save' }).click();
  await expect(shown.dialog.getByRole('alert')).toContainText('This was changed elsewhere');
  expect(granted(await readApiKey(owner, { keyId: key.id })).limits).toEqual(limits);
});
