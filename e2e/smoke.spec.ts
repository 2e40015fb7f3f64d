import { test as deployed } from '@playwright/test';
import { randomBase62 } from '@/lib/base62';
import { signOut, signUp } from './account-pages';
import { apiKeysPage, PATH } from './api-keys-page';
import { expect, test as own } from './fixtures';

// With BASE_URL this tests a deployed instance, which may have real customers, only through its pages and its API. It
// needs no mailbox, because a sandbox key needs no confirmed address, and leaves a workspace whose only key is revoked.
const test: typeof deployed = process.env.BASE_URL ? deployed : own;
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a new customer creates a key, calls the API, sees its last use, revokes it and signs out', async ({
  page,
  request,
}) => {
  // The domain is reserved (RFC 2606) and receives no email.
  const email = `smoke-${randomBase62(12).toLowerCase()}@example.com`;
  await signUp(page, { email, password: randomBase62(24) });
  await expect(page).toHaveURL(PATH);

  const keys = apiKeysPage(page);
  const secret = await keys.create('Smoke test');
  await keys.copyAndClose();
  const row = keys.row('Smoke test');
  await expect(row).toContainText('Never used');

  const call = () => request.get('/api/v1/account', { headers: { authorization: `Bearer ${secret}` } });
  expect((await call()).status()).toBe(200);
  await expect(row).toContainText('Just now');

  await keys.askToRevoke('Smoke test');
  await keys.revokeButton.click();
  await expect(page.getByText('“Smoke test” is revoked')).toBeVisible();
  expect((await call()).status()).toBe(401);

  await signOut(page);
  await expect(page).toHaveURL('/login');
  await page.goto(PATH);
  await expect(page).toHaveURL('/login');
});
