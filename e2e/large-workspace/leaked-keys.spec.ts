import { PATH } from '@/e2e/api-keys/api-keys-page';
import { bearer, keyPage } from '@/e2e/api-keys/key-page';
import { db } from '@/lib/db/client';
import { expect, findKey, findOwner, renewSecret, test, withOneSecret } from './large-workspace';

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

test('a report of a leak disables the live key that it names, and nobody learns that', async ({
  page,
  request,
  signIn,
}) => {
  const { id } = await findKey({ ...withOneSecret, environment: 'live' });
  const secret = await renewSecret(id);
  const status = async () => (await request.get('/api/v1/account', bearer(secret))).status();
  expect(await status()).toBe(200);
  await page.goto('/report-leaked-key');
  await page.getByRole('textbox', { name: 'What you found' }).fill(`SMS_KEY="${secret}"`);
  await page.getByRole('textbox', { name: 'Where you found it' }).fill('https://forum.example/post/7');
  await page.getByRole('button', { name: 'Send report' }).click();
  await expect(page.getByText('Thank you for your report')).toBeVisible();
  expect(await page.content()).not.toContain(id);
  await expect.poll(status).toBe(401);
  await signIn(await findOwner());
  await page.goto(`${PATH}?filter=leaked&q=${id}`);
  await expect(page.getByRole('row').filter({ hasText: 'Leaked' })).toHaveCount(1);
  await keyPage(page).open(id);
  await expect(page.getByText('This key leaked')).toBeVisible();
  await expect(page.getByText('https://forum.example/post/7')).toBeVisible();
});
