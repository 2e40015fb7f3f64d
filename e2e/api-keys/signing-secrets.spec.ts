import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { signHeaders } from '@/lib/testing/requests/sign';
import { bearer, keyPage } from './key-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('two signing secrets are accepted until the old one is retired', async ({
  page,
  request,
  signIn,
  baseURL,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key, secret, signingSecret: old } = await makeKey(owner, { requireSignatures: true });
  const url = `${baseURL}/api/v1/account`;
  const status = async (signingSecret: string | null) => {
    const signing = { keyId: key.id, signingSecret: signingSecret ?? '', method: 'GET', url };
    const headers = { ...bearer(secret).headers, ...(await signHeaders(signing)) };
    return (await request.get(url, { headers })).status();
  };
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Replace signing secret' }).click();
  await expect(shown.dialog.getByRole('radio', { name: 'In 24 hours' })).toBeChecked();
  await page.getByRole('radio', { name: 'Now' }).check();
  await expect(shown.dialog).toContainText('This key was never used.');
  await page.getByRole('radio', { name: 'When I retire it myself' }).check();
  await expectAccessible(page);
  await shown.dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your signing secret' });
  const fresh = await reveal.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  await reveal.getByRole('button', { name: 'Copy' }).first().click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  await expect(shown.settings).toContainText('The old signing secret still works');
  await expect(shown.settings).toContainText('Works until you retire it.');
  await expect(page.getByRole('button', { name: 'Lost the new one? Replace again' })).toBeVisible();
  expect([await status(old), await status(fresh), await status(fresh)]).toEqual([200, 200, 200]);

  // The page reloads by itself.
  await expect(shown.settings).toContainText('New: 2 calls', { timeout: 30_000 });
  await expect(shown.settings).toContainText('Old: 1 call, none since');
  await expect(page.getByRole('button', { name: 'Replace again' })).toBeHidden();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Retire old signing secret' }).click();
  await expect(shown.dialog).toContainText('The last call that it signed was');
  await shown.dialog.getByRole('button', { name: 'Retire', exact: true }).click();
  await expect(page.getByText('The old signing secret is retired')).toBeVisible();
  await expect(shown.settings).not.toContainText('The old signing secret');
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);
});
