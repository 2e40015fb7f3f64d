import { expect, test } from '@/e2e/fixtures';
import { DAY, HOUR } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';

test('a viewer sees which keys and operations the calls come from', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { label: 'Billing' });
  const { key: other } = await makeKey(owner, { label: 'Backend' });
  const hour = new Date(Math.floor(Date.now() / HOUR) * HOUR);
  await db().apiKeyUsage.createMany({
    data: [
      { apiKeyId: key.id, hour, operation: 'account.read', status: 200, calls: 1_234 },
      { apiKeyId: key.id, hour, operation: 'messages.send', status: 401, calls: 3 },
      {
        apiKeyId: other.id,
        hour: new Date(hour.getTime() - 60 * DAY),
        operation: 'account.read',
        status: 200,
        calls: 7,
      },
    ],
  });
  await signIn(await makeMember('viewer', { workspaceId: owner.workspaceId }));

  await page.goto('/settings/api-keys');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Usage' }).click();
  await expect(page.getByRole('heading', { name: 'Usage', level: 1 })).toBeVisible();
  const keys = page.getByRole('region', { name: 'Calls by key' });
  await expect(keys.getByRole('row', { name: 'Billing 1,234 3 0' })).toBeVisible();
  await expect(keys.getByRole('link', { name: 'Backend' })).toHaveCount(0);
  await expect(page.getByRole('img', { name: /^Calls by day since/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Period').selectOption('90');
  await expect(page).toHaveURL('/usage?days=90');
  await keys.getByRole('link', { name: 'Backend' }).click();
  await expect(page.getByText('Calls of the key Backend only.')).toBeVisible();
  await expect(page).toHaveURL(`/usage?days=90&key=${other.id}`);
  await expect(keys.getByRole('link', { name: 'Billing' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Show all' }).click();
  await expect(keys.getByRole('row')).toHaveCount(3);

  await page.goto('/usage?days=8&key=wrong');
  await expect(page).toHaveURL('/usage');
});
