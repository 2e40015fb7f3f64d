import { expect, test } from '@/e2e/fixtures';
import { sendMessages } from '@/lib/domain/messages/send';
import { makeCaller } from '@/lib/testing/factories/callers';
import { makeMember } from '@/lib/testing/factories/members';
import { sent } from '@/lib/testing/factories/messages';

test('messages are found, filtered and shown', async ({ page, signIn, expectAccessible }) => {
  const { owner, actor } = await makeCaller({ money: 100_000_000n });
  sent(await sendMessages(actor, { to: '+31612345678', text: 'Your parcel is here' }));
  sent(await sendMessages(actor, { to: '+32470123456', text: 'Your order is ready' }));
  await signIn(owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await expect(page.getByText('No messages yet')).toBeVisible();

  await page.getByRole('combobox', { name: 'Environment' }).selectOption('sandbox');
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
