import { Webhook } from 'standardwebhooks';
import { giveCredentials } from '@/e2e/account-pages';
import { expect, test } from '@/e2e/fixtures';
import { overrideEnv } from '@/lib/env';
import { makeAccount, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeMember } from '@/lib/testing/factories/members';
import { makeDelivery, makeEndpoint } from '@/lib/testing/factories/webhooks';
import { startReceiver, type TestReceiver } from '@/lib/testing/servers/receiver';
import { PATH, webhooksPage } from './webhooks-page';

test.use({
  permissions: ['clipboard-read', 'clipboard-write'],
  serverSettings: { WEBHOOK_ALLOW_PRIVATE: 'yes' },
});

test.describe.configure({ mode: 'default' });

test.beforeAll(() => overrideEnv({ WEBHOOK_ALLOW_PRIVATE: 'yes' }));

let receiver: TestReceiver;
/** The status of its next responses. */
let status = 200;
test.beforeEach(async () => {
  status = 200;
  receiver = await startReceiver((response) => response.writeHead(status).end('Received'));
});
test.afterEach(() => receiver.close());

/** Whether the latest webhook was signed with each of the secrets. */
function isSignedWith(...secrets: string[]): boolean[] {
  const { headers, body } = receiver.received.at(-1) ?? { headers: {}, body: '' };
  return secrets.map((secret) => {
    try {
      new Webhook(secret).verify(body, headers);
      return true;
    } catch {
      return false;
    }
  });
}

test('an endpoint is created, tested, replayed, paused, rotated and deleted', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const webhooks = webhooksPage(page);
  await page.goto('/settings/api-keys');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Webhooks' }).click();
  await expect(page.getByRole('heading', { name: 'No endpoints yet' })).toBeVisible();
  await expect(page.getByText('message.delivered', { exact: true })).toBeVisible();

  await webhooks.addButton.click();
  const url = webhooks.form.getByRole('textbox', { name: 'URL' });
  await url.fill('nonsense');
  await webhooks.form.getByRole('radio', { name: 'Chosen events' }).check();
  await webhooks.submit.click();
  await expect(url).toHaveAccessibleDescription('Enter a URL like https://example.com/webhooks.');
  await expect(webhooks.form.getByRole('group', { name: 'Events' })).toHaveAccessibleDescription(
    'Pick at least one event.',
  );
  await url.fill(receiver.url);
  await webhooks.form.getByRole('checkbox', { name: 'message.delivered' }).check();
  await webhooks.submit.click();
  await webhooks.reveal.getByTestId('done').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Go back' }).click();
  const secret = await webhooks.saveSecret();
  await expect(page.getByRole('heading', { name: receiver.url })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  await webhooks.button('Send test event').click();
  await expect(page.getByRole('heading', { name: 'webhook.test' })).toBeVisible();
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
  expect(isSignedWith(secret)).toEqual([true]);
  const attempt = page.getByRole('region', { name: 'Attempt 1' });
  await expect(attempt).toContainText(`POST ${receiver.url}`);
  await expect(attempt).toContainText('"type":"webhook.test"');
  await expect(attempt).toContainText('Received');
  await expect(attempt).not.toContainText('v1,');

  status = 503;
  await webhooks.button('Replay').click();
  await expect(page.getByRole('region', { name: 'Attempt 2' })).toContainText('503');
  await expect(page.getByText('Retrying', { exact: true })).toBeVisible();
  expect(receiver.received[1]?.headers['webhook-id']).toBe(receiver.received[0]?.headers['webhook-id']);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link').click();
  await expect(webhooks.deliveries.getByRole('listitem')).toContainText(/503 in \d+ ms, 2 attempts/);

  await webhooks.button('Pause').click();
  await expect(webhooks.button('Resume')).toBeFocused();
  await expect(page.getByText('Events wait until you resume.')).toBeVisible();
  await webhooks.button('Resume').click();
  await expect(webhooks.button('Pause')).toBeVisible();

  await webhooks.button('Rotate secret').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
  const next = await webhooks.saveSecret();
  expect(next).not.toBe(secret);
  await expect(page.getByRole('region', { name: 'Signing secret' })).toContainText('Rotating');
  status = 200;
  await webhooks.button('Send test event').click();
  await expect(page.getByText('Delivered', { exact: true })).toBeVisible();
  expect(isSignedWith(secret, next)).toEqual([true, true]);

  await page.goBack();
  await webhooks.button('Delete').click();
  await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete endpoint' }).click();
  await expect(page).toHaveURL(PATH);
  await expect(page.getByRole('heading', { name: 'No endpoints yet' })).toBeVisible();
});

test('settings change, deliveries are filtered, and what failed is replayed', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { endpoint } = await makeEndpoint(owner, { url: receiver.url });
  await makeDelivery(owner, endpoint.id, { type: 'webhook.test' });
  await makeDelivery(owner, endpoint.id, { state: 'delivered', type: 'message.delivered', lastError: null });
  await signIn(owner);
  const webhooks = webhooksPage(page);
  await page.goto(PATH);
  await page.getByRole('link', { name: receiver.url }).click();

  await webhooks.button('Change settings').click();
  const dialog = page.getByRole('dialog', { name: 'Change endpoint' });
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Billing');
  await dialog.getByRole('radio', { name: 'Chosen events' }).check();
  await dialog.getByRole('checkbox', { name: 'balance.low' }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(webhooks.button('Change settings')).toBeFocused();
  await expect(page.getByRole('region', { name: 'Settings' })).toContainText('Billing');
  await expect(page.getByRole('region', { name: 'Settings' }).getByRole('listitem')).toHaveText(
    'balance.low',
  );

  const rows = webhooks.deliveries.getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await webhooks.deliveries.getByRole('combobox', { name: 'Result' }).selectOption('Failed');
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/state=failed/);
  await webhooks.button('Replay failed').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
  await expect(page.getByText('1 delivery will be sent again')).toBeVisible();
  await expect(page.getByText('No matching deliveries.')).toBeVisible();
  await expect.poll(() => receiver.received.length).toBe(1);
  await page.getByRole('link', { name: 'Clear the filter' }).click();
  await expect(rows.filter({ hasText: 'Delivered' })).toHaveCount(2);
});

test('the secret for callback URLs is shown after the password, and rotated', async ({ page }) => {
  const { email } = await makeAccount({ verified: true });
  await page.goto('/login');
  await giveCredentials(page, email);
  await expect(page).toHaveURL(/api-keys/);
  await page.goto(PATH);
  const section = page.getByRole('region', { name: 'Callback URLs' });
  const shown = page.getByRole('dialog', { name: 'Your signing secret' });
  const secret = shown.getByTestId('signing-secret');

  await section.getByRole('button', { name: 'Show callback secret' }).click();
  await page.getByRole('dialog').getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Show secret' }).click();
  await expect(secret).toHaveValue(/^whsec_/);
  const old = await secret.inputValue();
  await shown.getByTestId('done').click();
  expect(await page.content()).not.toContain(old);

  await section.getByRole('button', { name: 'Rotate callback secret' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
  await expect(secret).toHaveValue(/^whsec_/);
  expect(await secret.inputValue()).not.toBe(old);
});

test('a viewer sees everything but secrets, and changes nothing', async ({ page, signIn, expectStray }) => {
  expectStray(/404/);
  const owner = await makeMember();
  const { endpoint } = await makeEndpoint(owner);
  const { id } = await makeDelivery(owner, endpoint.id);
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));
  for (const path of ['', `/${endpoint.id}`, `/${endpoint.id}/deliveries/${id}`]) {
    await page.goto(`${PATH}${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  }
  const { endpoint: foreign } = await makeEndpoint(await makeMember());
  for (const unknown of [foreign.id, 'nonsense', `${endpoint.id}/deliveries/dlv_0`]) {
    expect((await page.goto(`${PATH}/${unknown}`))?.status(), unknown).toBe(404);
    await expect(page.getByRole('heading', { name: 'Webhook not found' })).toBeVisible();
  }
});
