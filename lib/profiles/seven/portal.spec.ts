import { fillSignIn } from '@/e2e/account-pages';
import { keyPage } from '@/e2e/api-keys/key-page';
import { test as base, expect } from '@/e2e/fixtures';
import { db } from '@/lib/db/client';
import { createApiKey } from '@/lib/domain/api-keys/create';
import { seven } from '@/lib/profiles/seven/seven';
import {
  actorOf,
  makeAccount,
  makeEmail,
  makeSession,
  OTHER_PASSWORD,
  PASSWORD,
} from '@/lib/testing/factories/accounts';
import { granted, keyInput } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { appCodeOf, makeSecondFactor } from '@/lib/testing/factories/second-factor';
import { giveMoney } from '@/lib/testing/factories/wallet';
import { CARRIER_SECRET, startCarrier, type TestCarrier } from '@/lib/testing/servers/carrier';

const test = base.extend<object, { carrier: TestCarrier }>({
  carrier: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      const carrier = await startCarrier();
      await use(carrier);
      await carrier.close();
    },
    { scope: 'worker' },
  ],
  serverSettings: [
    ({ carrier }, use) => use({ PROFILE: 'seven', CARRIER_URL: carrier.url, CARRIER_SECRET }),
    { scope: 'worker' },
  ],
});
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });
test.describe.configure({ mode: 'default' });

async function makeOwner(email = makeEmail()) {
  await makeAccount({ email, verified: true });
  const owner = await actorOf(await makeSession(email));
  if (owner.kind !== 'member') throw new Error('Not a member.');
  return owner;
}

test('S2.6 S2.7 S2.8 S2.9 S2.10 S2.13 S2.14 S2.15 S2.20 S2.22 the first key is created with the plus at the bottom right', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn(await makeOwner());
  await page.goto('/settings/api-keys');
  await expect(page.getByRole('navigation', { name: 'Main' })).toContainText('Developer');
  await expect(page.getByRole('heading', { name: 'No API keys yet' })).toBeVisible();
  const main = page.getByRole('main');
  await expect(main.getByRole('link', { name: 'Read the API documentation' })).toHaveAttribute(
    'href',
    '/docs',
  );
  await expect(main.getByRole('link', { name: 'Contact support' })).toHaveAttribute(
    'href',
    /^(https|mailto):/,
  );
  await expect(main).toContainText(/replace/i);

  const plus = page.getByTestId('create-key');
  const box = await plus.boundingBox();
  const view = page.viewportSize();
  if (!box || !view) throw new Error('Nothing is shown.');
  expect(view.width - box.x - box.width, 'the plus is at the right').toBeLessThan(40);
  expect(view.height - box.y - box.height, 'the plus is at the bottom').toBeLessThan(40);
  await expectAccessible(page);
  await plus.click();

  const form = page.getByTestId('create-key-dialog');
  await form.getByTestId('label').fill('Shop');
  await expect(form.getByTestId('environment-live')).toBeEnabled();
  await form.getByTestId('environment-sandbox').check();
  await form.getByTestId('scope-sms').check();
  await form.getByRole('spinbutton', { name: 'Secret length' }).fill('63');
  await expect(form).toContainText('We recommend at least 64 characters.');
  await form.getByRole('spinbutton', { name: 'Secret length' }).fill('64');
  await expect(form).not.toContainText('We recommend');
  await form.getByTestId('submit').click();

  expect(await page.getByTestId('secret').inputValue()).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(await page.getByTestId('signing-secret').inputValue()).toMatch(/^[A-Za-z0-9]{32,}$/);
  // It can be seen again, so nothing asks before it closes.
  await page.getByTestId('done').click();
  await expect(page.getByTestId('secret')).toBeHidden();
  await expect(plus).toBeFocused();
});

test('S2.2 S2.16 S2.17 the pencil shows a key and its settings after the password', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeOwner();
  const { key, secret, signingSecret } = granted(
    await createApiKey(owner, keyInput({ label: 'Shop', length: 64, scopes: ['sms'] }), seven.keys),
  );
  await signIn(owner);
  await page.goto('/settings/api-keys');
  const pencil = page.getByRole('button', { name: 'Show key Shop' });
  await pencil.click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Use a code instead' })).toBeHidden();
  await dialog.getByLabel('Your password', { exact: true }).fill(OTHER_PASSWORD);
  await dialog.getByRole('button', { name: 'Show key', exact: true }).click();
  await expect(dialog).toContainText('This is not your password.');
  await expect(page.getByTestId('secret')).toHaveCount(0);
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Show key', exact: true }).click();

  await expect(page.getByTestId('secret')).toHaveValue(secret);
  await expect(page.getByTestId('signing-secret')).toHaveValue(signingSecret ?? '');
  const settings = dialog.getByRole('region', { name: 'Settings' });
  for (const text of ['Shop', 'Sandbox', 'sms', 'Any address', 'Not required']) {
    await expect(settings).toContainText(text);
  }
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await page.getByTestId('done').click();
  await expect(pencil).toBeFocused();
  expect(await page.content()).not.toContain(secret);
  expect(await db().auditEvent.count({ where: { action: 'api_key.reveal', targetId: key.id } })).toBe(1);
});

test('a code of the second factor shows a key again, too, and viewers have no pencil', async ({
  page,
  signIn,
  browser,
}) => {
  const { actor, secret: appSecret } = await makeSecondFactor();
  const { key, secret } = granted(
    await createApiKey(actor, keyInput({ label: 'Shop', length: 64, scopes: ['sms'] }), seven.keys),
  );
  await signIn(actor);
  const { open } = keyPage(page);
  await open(key.id);
  await page.getByRole('button', { name: 'Show key', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Use a code instead' }).click();
  const code = dialog.getByLabel('Code from your app, or a recovery code');
  await expect(code).toBeFocused();
  await code.fill('000000');
  await dialog.getByRole('button', { name: 'Show key', exact: true }).click();
  await expect(dialog).toContainText('This code is wrong');
  await code.fill(appCodeOf(appSecret, 1));
  await dialog.getByRole('button', { name: 'Show key', exact: true }).click();
  await expect(page.getByTestId('secret')).toHaveValue(secret);
  await page.getByTestId('done').click();

  const other = await browser.newContext();
  await signIn(await makeMember('viewer', { workspaceId: actor.workspaceId }), other);
  const viewed = await other.newPage();
  await viewed.goto('/settings/api-keys');
  await expect(viewed.getByRole('row').filter({ hasText: 'Shop' })).toBeVisible();
  await expect(viewed.getByTestId('show-key')).toHaveCount(0);
  await other.close();
});

const withKey = (secret: string) => ({ headers: { 'X-Api-Key': secret } });

test('S2.3 S2.4 keys need a sign-in, and a key and a password do not replace each other', async ({
  page,
  expectStray,
}) => {
  expectStray(/status of 401/);
  const email = makeEmail();
  const input = keyInput({ length: 64, scopes: ['balance'] });
  const { secret } = granted(await createApiKey(await makeOwner(email), input, seven.keys));

  await page.goto('/settings/api-keys');
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByRole('link', { name: 'Create an account' })).toHaveAttribute('href', /^\/signup/);
  await fillSignIn(page, email, secret);
  await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
  await expect(page).toHaveURL(/\/login/);
  const balance = (text: string) => page.request.get('/api/balance', withKey(text));
  expect((await balance(PASSWORD)).status()).toBe(401);
  expect((await balance(secret)).status()).toBe(200);
});

test('S2.11 S2.12 S2.18 S2.21 keys are in one list, live ones really send, and a new one replaces an old one', async ({
  page,
  signIn,
  carrier,
}) => {
  const owner = await makeOwner();
  const { workspaceId } = owner;
  await giveMoney(workspaceId, 10_000_000n, 'live');
  const [live, sandbox] = await Promise.all(
    (['live', 'sandbox'] as const).map(async (environment) => {
      const input = keyInput({ label: `Shop ${environment}`, environment, length: 64, scopes: ['sms'] });
      return granted(await createApiKey(owner, input, seven.keys)).secret;
    }),
  );
  const send = (secret = '', text = 'Hello') =>
    page.request.post('/api/sms', { ...withKey(secret), form: { to: '4915112345678', text } });
  for (const [secret, text] of [
    [sandbox, 'Not delivered'],
    [live, 'Delivered'],
  ]) {
    expect(await (await send(secret, text)).text()).toBe('100');
  }
  const waiting = () => db().message.count({ where: { workspaceId, status: 'queued' } });
  await expect.poll(waiting, { message: 'both messages left the queue' }).toBe(0);
  expect(carrier.posts.map(({ text }) => text)).toEqual(['Delivered']);

  await signIn(owner);
  await page.goto('/settings/api-keys');
  const row = (label: string) => page.getByRole('row').filter({ hasText: label });
  await expect(row('Shop live')).toContainText('Live');
  await expect(row('Shop sandbox')).toContainText('Sandbox');

  await page.getByTestId('create-key').click();
  const form = page.getByTestId('create-key-dialog');
  await form.getByTestId('label').fill('New shop');
  await form.getByTestId('environment-live').check();
  await form.getByTestId('scope-sms').check();
  await form.getByTestId('submit').click();
  const replacement = await page.getByTestId('secret').inputValue();
  await page.getByTestId('done').click();
  await page.getByRole('button', { name: 'Actions for Shop live' }).click();
  await page.getByRole('menuitem', { name: 'Revoke' }).click();
  const dialog = page.getByRole('dialog');
  // It was used a moment ago.
  await dialog.getByLabel('Type the label to confirm').fill('Shop live');
  await dialog.getByRole('button', { name: /^Revoke / }).click();
  await expect(page.getByText('“Shop live” is revoked')).toBeVisible();
  await expect(row('Shop live')).toHaveCount(0);
  await expect(row('New shop')).toContainText('Live');
  expect((await send(live)).status()).toBe(401);
  expect(await (await send(replacement, 'Again')).text()).toBe('100');
});

test('the plus and the buttons for selected keys do not cover each other on a phone', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  for (const label of ['Shop', 'Stock']) {
    granted(await createApiKey(owner, keyInput({ label, scopes: ['sms'] }), seven.keys));
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(owner);
  await page.goto('/settings/api-keys');
  await page.getByRole('checkbox', { name: /^Select the / }).check();
  const bar = page.getByRole('region', { name: 'Selected keys' });
  await bar.getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByTestId('create-key').click();
  await expect(page.getByTestId('create-key-dialog')).toBeVisible();
});
