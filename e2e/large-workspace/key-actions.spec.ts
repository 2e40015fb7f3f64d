import { apiKeysPage, PATH } from '@/e2e/api-keys/api-keys-page';
import { bearer, keyPage } from '@/e2e/api-keys/key-page';
import { db } from '@/lib/db/client';
import { expect, findKey, findOwner, test } from './large-workspace';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('the menu of a row among 10,000 opens, copies, disables, enables, duplicates and revokes', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const { id, label } = await findKey({
    environment: 'sandbox',
    expiresAt: null,
    lastUse: null,
    label: { contains: 'Africa' },
  });
  await page.goto(`${PATH}?filter=all&q=${id}`);
  const choose = async (name: string) => {
    await page.getByRole('button', { name: `Actions for ${label}` }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  const row = apiKeysPage(page).row(label);
  await choose('Copy key ID');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(id);
  await choose('Disable');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable key' }).click();
  await expect(row).toContainText('Disabled');
  await choose('Enable');
  await expect(row).toContainText('Active');
  await choose('Duplicate');
  await expect(page.getByRole('textbox', { name: 'Label' })).toHaveValue(`Copy of ${label}`);
  await page.keyboard.press('Escape');
  await choose('Open');
  await expect(page).toHaveURL(`${PATH}/${id}`);
  await page.goto(`${PATH}?filter=all&q=${id}`);
  await choose('Revoke');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Revoke key' }).click();
  await expect(row).toContainText('Revoked');
});

test('a rotation waits for the first request with the new secret, and says when the old one can go', async ({
  page,
  request,
  signIn,
}) => {
  await signIn(await findOwner());
  const { id, label } = await findKey({
    environment: 'sandbox',
    expiresAt: null,
    secrets: { none: { replacedAt: { not: null } } },
    signingRequired: false,
    allowlist: { equals: [] },
    tags: { has: 'internal' },
  });
  await page.goto(`${PATH}?q=${id}`);
  await page.getByRole('button', { name: `Actions for ${label}` }).click();
  await page.getByRole('menuitem', { name: 'Rotate', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate key' }).click();
  const field = page.getByRole('textbox', { name: 'API key' });
  await expect(field).toHaveValue(/^kd_sandbox_/);
  await expect(page.getByRole('dialog')).toContainText('Waiting for the first request');
  expect((await request.get('/api/v1/account', bearer(await field.inputValue()))).status()).toBe(200);
  await expect(page.getByRole('dialog')).not.toContainText('Waiting for the first request');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  const shown = keyPage(page);
  await shown.open(id);
  await expect(shown.secrets).toContainText('1 call with the new secret');
  await shown.secrets.getByRole('button', { name: 'Retire old secret' }).click();
  await shown.dialog.getByRole('button', { name: 'Retire' }).click();
  await expect(shown.secrets).toContainText('Rotate key');
});

test('owner, tags and note are changed, and the list finds them', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const { id, label } = await findKey({ note: { contains: 'vault' }, tags: { isEmpty: false } });
  await keyPage(page).open(id);
  await page.getByRole('button', { name: 'Change notes' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change notes' });
  await dialog.getByLabel('Owner').fill('Night shift');
  await dialog.getByLabel('Tags').fill('on-call');
  await dialog.getByLabel('Note').fill('Asked for by the night shift');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Notes saved')).toBeVisible();
  expect(await db().apiKey.findUniqueOrThrow({ where: { id } })).toMatchObject({ tags: ['on-call'] });
  for (const query of ['q=night+shift', 'owner=Night+shift', 'tag=on-call']) {
    await page.goto(`${PATH}?${query}`);
    await expect(page.getByRole('rowheader')).toHaveText([new RegExp(`${label}.*Night shift.*on-call`)]);
  }
});
