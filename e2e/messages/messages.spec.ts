import { expect, test } from '@/e2e/fixtures';
import { renameApiKey } from '@/lib/domain/key-settings/rename';
import { sendMessages } from '@/lib/domain/messages/send';
import { newId } from '@/lib/ids';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';
import { makeRefusals } from '@/lib/testing/factories/refusals';

test('messages are found, filtered and shown', async ({ page, signIn, expectAccessible }) => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  sent(await sendMessages(actor, { to: '+31612345678', text: 'Your parcel is here' }));
  sent(await sendMessages(actor, { to: '+32470123456', text: 'Your order is ready' }));
  await signIn(owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await expect(page.getByText('No messages yet')).toBeVisible();
  await page.getByRole('link', { name: 'Show them' }).click();
  await expect(page.getByRole('combobox', { name: 'Environment' })).toHaveValue('sandbox');
  const rows = page.getByRole('region', { name: 'Messages' }).locator('tbody tr');
  await expect(rows).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('searchbox', { name: 'Recipient' }).fill('+31 6 1234 5678');
  await expect(rows).toHaveCount(1);
  await page.reload();
  await expect(rows).toHaveCount(1);

  await rows.getByRole('link', { name: /to \+31612345678/ }).click();
  await expect(page.getByRole('heading', { name: 'Message to +31612345678' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Text' })).toContainText('Your parcel is here');
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Queued');
  await expectAccessible(page);
});

test('messages are found by their key and their request', async ({ page, signIn, expectAccessible }) => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  const warehouse = await makeCaller({ owner });
  await renameApiKey(owner, { keyId: warehouse.actor.keyId, label: 'Warehouse' });
  const requestId = newId('req');
  sent(await sendMessages({ ...actor, requestId }, { to: '+31612345678', text: 'First' }));
  sent(await sendMessages(warehouse.actor, { to: '+32470123456', text: 'Second' }));
  const rejected = { keyId: actor.keyId, requestId: newId('req') };
  await makeRefusals([rejected]);
  await signIn(owner);
  await page.goto('/messages?environment=sandbox');
  const rows = page.getByRole('region', { name: 'Messages' }).locator('tbody tr');
  await expect(rows).toHaveCount(2);

  const picker = page.getByRole('combobox', { name: 'Key' });
  await picker.fill('ware');
  await expect(page.getByRole('option', { name: /Warehouse/ })).toBeVisible();
  await expectAccessible(page);
  await picker.press('ArrowDown');
  await picker.press('Enter');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('Second');
  await expect(picker).toHaveValue('Warehouse');
  await page.reload();
  await expect(picker).toHaveValue('Warehouse');
  await picker.click();
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2);
  const released = Promise.withResolvers<void>();
  await page.route(/\/api-keys\/matching\?.*ware/, async (route) => {
    await released.promise;
    await route.continue();
  });
  await picker.fill('ware');
  // The list still has the keys of the search before.
  await picker.press('Enter');
  released.resolve();
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await picker.press('Enter');
  await expect(picker).toHaveValue('Warehouse');
  await expect(rows).toHaveCount(1);
  await picker.fill('');
  await picker.press('Enter');
  await expect(rows).toHaveCount(2);

  const request = page.getByRole('searchbox', { name: 'Request ID' });
  await request.fill(requestId);
  await expect(rows).toHaveCount(1);
  await page.getByRole('combobox', { name: 'Environment' }).selectOption({ label: 'Live' });
  await expect(page.getByText('No matching messages')).toBeVisible();
  await page.getByRole('link', { name: 'Show them' }).click();
  await rows.getByRole('link', { name: /to \+31612345678/ }).click();
  await page.getByRole('link', { name: `All messages of the request ${requestId}` }).click();
  await expect(request).toHaveValue(requestId);
  await request.fill(rejected.requestId);
  await page.getByRole('link', { name: /See how to fix it/ }).click();
  await expect(page.getByText(rejected.requestId)).toBeVisible();
});

test('a pasted secret is not sent', async ({ page, signIn, expectAccessible }) => {
  const { owner, secret } = await makeCaller({ money: 100_000_000n });
  await signIn(owner);
  await page.goto('/messages');
  const requests: string[] = [];
  page.on('request', (request) => {
    requests.push(request.url(), request.headers().referer ?? '', request.postData() ?? '');
  });
  for (const name of ['Recipient', 'Request ID']) {
    const field = page.getByRole('searchbox', { name });
    for (const pasted of [secret, `Bearer ${secret}`, secret.slice(20)]) {
      await field.fill(pasted);
      await field.press('Enter');
      await expect(page.getByText('This looks like a secret')).toBeVisible();
    }
    await expectAccessible(page);
    await field.fill('');
    await expect(page.getByText('This looks like a secret')).toBeHidden();
  }
  const picker = page.getByRole('combobox', { name: 'Key' });
  await picker.fill(` ${secret}`);
  await expect(picker).toHaveValue(`kd_sandbox_****${secret.slice(-4)}`);
  await expect(page.getByText('You pasted a whole key.')).toBeVisible();
  await expect(page.getByRole('option', { name: secret.slice(-4) })).toBeVisible();
  await picker.fill(secret.slice(20));
  await expect(page.getByText('This looks like a secret')).toBeVisible();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await picker.fill('nothing');
  await expect(page.getByText('No matching key.')).toBeVisible();
  expect(requests.join()).not.toContain(secret.slice(24, 40));
});

test('viewers see only a part of the recipient, and other workspaces nothing', async ({
  page,
  signIn,
  expectStray,
}) => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  const [message] = sent(await sendMessages(actor, { to: '+31612345678', text: 'Your parcel is here' }));
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));
  await page.goto('/messages?environment=sandbox');
  await expect(page.getByRole('link', { name: /to \+31•+78/ })).toBeVisible();
  await expect(page.getByText('Your parcel is here')).toHaveCount(0);
  await expect(page.getByRole('searchbox', { name: 'Recipient' })).toHaveCount(0);

  await signIn(await makeMember());
  expectStray(/404/);
  await page.goto(`/messages/${message?.id}`);
  await expect(page.getByRole('heading', { name: 'Message not found' })).toBeVisible();
});
