import type { APIResponse } from '@playwright/test';
import { readApiKey } from '@/lib/domain/api-keys/read';
import { setLimits } from '@/lib/domain/api-keys/set-limits';
import { granted, makeKey } from '@/lib/testing/api-keys';
import { makeMember } from '@/lib/testing/factories';
import { expect, test } from './fixtures';
import { keyPage } from './key-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const PATH = '/settings/api-keys';
const MESSAGE = { to: '+31612345678', text: 'Hello' };

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });

/** The stable code of a refusal. */
async function codeOf(answer: APIResponse): Promise<unknown> {
  const body: unknown = await answer.json();
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : undefined;
}

test('the label leads to the key’s page, and the breadcrumb back', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Order service' });
  await signIn(owner);
  await page.goto(PATH);
  await page.getByRole('link', { name: 'Order service' }).click();
  await expect(page).toHaveURL(`${PATH}/${key.id}`);
  await expect(page.getByRole('heading', { name: 'Order service', level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/Order service/);
  await expect(keyPage(page).overview).toContainText(key.maskedSecret);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'API keys' }).click();
  await expect(page).toHaveURL(PATH);
});

test('another workspace’s key is not there', async ({ page, signIn, expectStray }) => {
  expectStray(/404/);
  const { key } = await makeKey(await makeMember());
  await signIn(await makeMember());
  for (const id of [key.id, 'nonsense']) {
    expect((await page.goto(`${PATH}/${id}`))?.status()).toBe(404);
    await expect(page.getByRole('heading', { name: 'There is no such key' })).toBeVisible();
  }
});

test('a key is switched off and on again', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { label: 'Switched' });
  const account = () => request.get('/api/v1/account', bearer(secret));
  await signIn(owner);
  await keyPage(page).open(key.id);

  await page.getByRole('button', { name: 'Disable' }).click();
  await expect(page.getByText('This key was never used.')).toBeVisible();
  await page.getByRole('button', { name: 'Disable key' }).click();
  await expect(page.getByText('“Switched” is disabled')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enable' })).toBeVisible();
  expect(await codeOf(await account())).toBe('API_KEY_INACTIVE');

  await page.getByRole('button', { name: 'Enable' }).click();
  await expect(page.getByText('“Switched” is enabled')).toBeVisible();
  expect((await account()).status()).toBe(200);
});

test('the focus is not lost where a control gives way to another', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  await button('Disable').press('Enter');
  await button('Disable key').press('Enter');
  await expect(button('Enable')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('Disable')).toBeFocused();

  await button('Rotate key').press('Enter');
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).press('Enter');
  await button('Copy').press('Enter');
  await button('Done').press('Enter');
  await expect(shown.secrets).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(button('Retire old secret')).toBeFocused();
  await page.keyboard.press('Enter');
  await button('Retire').press('Enter');
  await expect(shown.secrets).toBeFocused();
});

test('a dialog that cannot be fetched is told of, and can be asked for again', async ({
  page,
  signIn,
  expectStray,
}) => {
  expectStray(/ERR_INTERNET_DISCONNECTED/);
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  const told = page.getByText('Can’t reach Keydesk. Check your connection and try again.');
  await shown.open(key.id);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Change label' }).click();
  await expect(told).toBeVisible();
  await page.context().setOffline(false);
  await shown.change('label');

  await page.goto(PATH);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await expect(told).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Create API key' }).click();
  await expect(page.getByRole('dialog', { name: 'Create API key' })).toBeVisible();
});

test('each setting is changed, shown and held', async ({ page, request, signIn }) => {
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
  await expect(settings.settings).toContainText('Ends in 7 days');
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
  await expect(settings.dialog.getByRole('alert')).toContainText('at most 6000');
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
    data: { ...MESSAGE, from: 'Acme' },
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

test('calls and refusals are evidence, and a refusal is mended in place', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { scopes: ['messages.send'] });
  const balance = () => request.get('/api/v1/balance', bearer(secret));
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await expect(shown.overview).toContainText('Never');
  await expect(shown.refusals).toContainText('No call was refused.');

  expect((await request.get('/api/v1/account', bearer(secret))).status()).toBe(200);
  expect((await balance()).status()).toBe(403);
  await expect(shown.overview).toContainText('127.0.0.1');
  await expect(async () => {
    await page.reload();
    await expect(shown.refusals).toContainText('FORBIDDEN', { timeout: 500 });
    await expect(shown.calls.getByRole('img')).toHaveAccessibleName(
      /1 succeeded, 1 refused \(4xx\), 0 failed/,
      {
        timeout: 500,
      },
    );
  }).toPass();
  await shown.calls.getByText('Show as a table').click();
  await expect(shown.calls.getByRole('row')).toHaveCount(2);

  await shown.refusals.getByRole('button', { name: 'Add balance.read' }).click();
  await expect(page.getByRole('checkbox', { name: 'balance.read' })).toBeChecked();
  await shown.save();
  await expect(shown.refusals).toContainText('Fixed since');
  expect((await balance()).status()).toBe(200);
});

test('a refused sender is added as a sender, also where its name is a country’s code', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { limits: { senders: ['Acme'] } });
  const answer = await request.post('/api/v1/messages', {
    ...bearer(secret),
    data: { ...MESSAGE, from: 'DE' },
  });
  expect(await codeOf(answer)).toBe('SENDER_NOT_APPROVED');
  await signIn(owner);
  const shown = keyPage(page);
  await expect(async () => {
    await shown.open(key.id);
    await expect(shown.refusals).toContainText('SENDER_NOT_APPROVED', { timeout: 500 });
  }).toPass();
  await shown.refusals.getByRole('button', { name: 'Allow DE' }).click();
  await expect(page.getByLabel('Senders')).toHaveValue('Acme\nDE');
  await expect(shown.dialog).toContainText('Every country');
});

test('signatures are required later, and the secret is shown once and replaced', async ({
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

test('a key rotates by evidence', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret: old } = await makeKey(owner, { label: 'Rotated' });
  const status = async (secret: string) => (await request.get('/api/v1/account', bearer(secret))).status();
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await page.getByRole('radio', { name: 'When I retire it myself' }).check();
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  const fresh = await reveal.getByRole('textbox', { name: 'API key' }).inputValue();
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(shown.secrets).toContainText('Rotating: both secrets work.');
  await expect(shown.secrets).toContainText('Works until you retire it.');
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);

  // The page looks again by itself.
  await expect(shown.secrets).toContainText('1 call with the old secret in 24 hours', { timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Lost the new secret?' })).toBeHidden();
  await expect(shown.secrets).toContainText('from 127.0.0.1');
  await page.goto(PATH);
  await expect(page.getByRole('row').filter({ hasText: 'Rotated' })).toContainText('Rotating');

  await shown.open(key.id);
  await page.getByRole('button', { name: 'Retire old secret' }).click();
  await expect(shown.dialog).toContainText('1 call in the last 24 hours, 1 in the last hour. Last call:');
  await expect(shown.dialog).toContainText('from 127.0.0.1');
  await shown.dialog.getByRole('button', { name: 'Retire', exact: true }).click();
  await expect(page.getByText('The old secret is retired')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Rotate key' })).toBeVisible();
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);
});

test('what stops a secret at once shows its calls first', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  await request.get('/api/v1/account', bearer(secret));
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await expect(shown.overview).toContainText('account.read');
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await expect(shown.dialog).not.toContainText('in the last 24 hours');
  await page.getByRole('radio', { name: 'Now' }).check();
  await expect(shown.dialog).toContainText('1 call in the last 24 hours, 1 in the last hour. Last call:');
  await expect(shown.dialog).toContainText('from 127.0.0.1');
});

test('a duplicate begins with the same settings', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, {
    label: 'Model',
    scopes: ['messages.read', 'balance.read'],
    rateLimit: 40,
    allowlist: [{ network: '203.0.113.7', note: 'Office' }],
  });
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  const form = page.getByRole('dialog', { name: 'Create API key' });
  await expect(form.getByRole('textbox', { name: 'Label' })).toHaveValue('Copy of Model');
  await expect(form.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await expect(form).toContainText('call more than 40 times a minute');
  await form.getByRole('button', { name: 'Create key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  await reveal.getByRole('button', { name: 'Copy' }).click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('heading', { name: 'Copy of Model', level: 1 })).toBeVisible();
  await expect(shown.settings).toContainText('203.0.113.7/32 Office');
});

test('a live key in use is revoked only by who types its label', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { label: 'In use', environment: 'live' });
  expect((await request.get('/api/v1/account', bearer(secret))).status()).toBe(200);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await expect(shown.overview).toContainText('account.read');
  await page.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(shown.dialog).toContainText('1 call in the last 24 hours, 1 in the last hour.');
  await expect(shown.dialog).toContainText('from 127.0.0.1');
  const typed = page.getByLabel('Type the label to confirm');
  await typed.fill('in use');
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(typed).toHaveAccessibleDescription(/Type “In use” to confirm/);
  await typed.fill('In use');
  await page.getByRole('button', { name: 'Revoke key' }).click();
  await expect(page.getByText('“In use” is revoked')).toBeVisible();
  await expect(shown.overview).toContainText('by Test owner');
  await expect(page.getByRole('button', { name: /^Change / })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Rotate key' })).toHaveCount(0);
  expect(await codeOf(await request.get('/api/v1/account', bearer(secret)))).toBe('INVALID_API_KEY');
});

test('a viewer reads everything and changes nothing', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));
  await keyPage(page).open(key.id);
  await expect(page.getByText('Your role may not change API keys in the sandbox environment.')).toBeVisible();
  await expect(page.getByRole('main').getByRole('button')).toHaveAccessibleName(`Copy key ID ${key.id}`);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme, contextOptions: { reducedMotion: 'reduce' } });
    // Every dialog is looked through, one after the other.
    test.slow();

    test('finds nothing on a key’s page', async ({ page, request, signIn, expectAccessible }) => {
      const owner = await makeMember();
      const { key, secret } = await makeKey(owner, { expiry: '7d', allowlist: [{ network: '127.0.0.1' }] });
      await request.get('/api/v1/balance', bearer(secret));
      await signIn(owner);
      const shown = keyPage(page);
      await expect(async () => {
        await shown.open(key.id);
        await expect(shown.refusals).toContainText('FORBIDDEN', { timeout: 500 });
      }).toPass();
      await shown.calls.getByText('Show as a table').click();
      await expectAccessible(page);
      for (const button of ['Rotate key', 'Duplicate', 'Disable', 'Revoke']) {
        await page.getByRole('button', { name: button, exact: true }).click();
        await expect(shown.dialog).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('button', { name: button, exact: true })).toBeFocused();
      }
    });

    test('finds nothing in the dialogs of its settings', async ({ page, signIn, expectAccessible }) => {
      const owner = await makeMember();
      const { key } = await makeKey(owner, { expiry: '7d', allowlist: [{ network: '127.0.0.1' }] });
      await signIn(owner);
      const shown = keyPage(page);
      await shown.open(key.id);
      for (const setting of ['scopes', 'expiry', 'signatures', 'allowed addresses', 'rate limit', 'limits']) {
        await shown.change(setting);
        await expectAccessible(page);
        await page.keyboard.press('Escape');
        await expect(page.getByRole('button', { name: `Change ${setting}`, exact: true })).toBeFocused();
      }
    });
  });
}

test('nothing on a key’s page overflows', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, {
    label: 'w'.repeat(64),
    allowlist: [{ network: '2001:db8:1234:5678:9abc:def0:1234:5678', note: 'n'.repeat(100) }],
  });
  await signIn(owner);
  await keyPage(page).open(key.id);
  for (const width of [320, 390, 768, 1024, 1280, 1920]) {
    await page.setViewportSize({ width, height: 800 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overflow, `at ${width}`).toBeLessThanOrEqual(0);
  }
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

  const picked: [string, () => Promise<void>][] = [
    ['scopes', () => page.getByRole('checkbox', { name: 'balance.read' }).check()],
    ['expiry', async () => void (await page.getByLabel('Expires').selectOption('In 7 days'))],
    ['signatures', () => page.getByRole('switch').check()],
    ['allowed addresses', () => page.getByRole('button', { name: 'Add address' }).click()],
    ['rate limit', () => page.getByRole('spinbutton').fill('7')],
    ['limits', () => page.getByLabel('Senders').fill('Acme')],
  ];
  for (const [setting, change] of picked) {
    await shown.change(setting);
    await change();
    await page.keyboard.press('Escape');
    await question.getByRole('button', { name: 'Discard' }).click();
    await expect(shown.dialog, setting).toBeHidden();
  }
});

test('two people who change one list at once do not undo one another', async ({ page, signIn }) => {
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
