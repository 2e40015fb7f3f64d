import { PATH } from '@/e2e/api-keys/api-keys-page';
import { bearer, keyPage } from '@/e2e/api-keys/key-page';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { signHeaders } from '@/lib/testing/requests/sign';
import { expect, findKey, findOwner, renewSecret, test } from './large-workspace';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Keys that have had one secret only: no other test has given them another. */
const untouched = {
  expiresAt: null,
  signingRequired: false,
  allowlist: { equals: [] },
  secrets: { none: { replacedAt: { not: null } } },
};

test('a pasted secret leads to its key among 10,000, advises rotation, and gets into no URL', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const { id } = await findKey(untouched);
  const secret = await renewSecret(id);
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url(), request.headers().referer ?? ''));
  const field = page.getByRole('searchbox', { name: 'Search keys' });
  await page.goto(PATH);
  await field.fill(`Authorization: Bearer ${secret}`);
  await expect(page).toHaveURL(`${PATH}/${id}?pasted=works`);
  await expect(page.getByText('You pasted a secret of this key')).toBeVisible();
  await expect(page.getByText(/Rotate the key, unless only you/)).toBeVisible();
  await renewSecret(id);
  await page.goto(PATH);
  await field.fill(secret);
  await expect(page).toHaveURL(`${PATH}/${id}?pasted=ended`);
  await expect(page.getByText('The secret no longer works.')).toBeVisible();
  expect(urls.length).toBeGreaterThan(4);
  expect(urls.join()).not.toContain(secret.slice(12, 40));
});

test('the first request with the new secret ends the old one, and the dialog says it', async ({
  page,
  request,
  signIn,
}) => {
  await signIn(await findOwner());
  const { id } = await findKey({ ...untouched, environment: 'live' });
  const old = await renewSecret(id);
  const status = async (secret: string) => (await request.get('/api/v1/account', bearer(secret))).status();
  const shown = keyPage(page);
  await shown.open(id);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await page.getByRole('radio', { name: 'When the new secret is first used' }).check();
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  await expect(reveal).toContainText('It ends at the first request with the new one.');
  const fresh = await reveal.getByRole('textbox', { name: 'API key' }).inputValue();
  expect([await status(old), await status(fresh), await status(old), await status(fresh)]).toEqual([
    ...[200, 200],
    ...[401, 200],
  ]);
  await expect(reveal.getByText('First request with the new secret received')).toBeVisible();
  await expect(reveal.getByText('The old secret has ended.')).toBeVisible();
});

test('the dialog of a rotation retires the old secret', async ({ page, request, signIn }) => {
  await signIn(await findOwner());
  const { id } = await findKey({ ...untouched, environment: 'live' });
  const old = await renewSecret(id);
  const status = async (secret: string) => (await request.get('/api/v1/account', bearer(secret))).status();
  expect(await status(old)).toBe(200);
  const shown = keyPage(page);
  await shown.open(id);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your API key' });
  const fresh = await reveal.getByRole('textbox', { name: 'API key' }).inputValue();
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);
  await expect(reveal).toContainText('New secret: 1 call. Old secret: no call since');
  await reveal.getByRole('button', { name: 'Retire old secret' }).click();
  await expect(reveal).toContainText('The new secret keeps working.');
  await reveal.getByRole('button', { name: 'Retire now' }).click();
  await expect(reveal.getByText('The old secret has ended.')).toBeVisible();
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);
});

test('signatures of two signing secrets are accepted until the old one is retired', async ({
  page,
  request,
  signIn,
  baseURL,
}) => {
  await signIn(await findOwner());
  const { id, sealedSigningSecret } = await findKey({ signingRequired: true, oldSigningSecret: null });
  if (!sealedSigningSecret) throw new Error('The key has no signing secret.');
  const old = openSigningSecret(sealedSigningSecret);
  const secret = await renewSecret(id);
  const url = `${baseURL}/api/v1/account`;
  const status = async (signingSecret: string) => {
    const signature = await signHeaders({ keyId: id, signingSecret, method: 'GET', url });
    return (await request.get(url, { headers: { ...bearer(secret).headers, ...signature } })).status();
  };
  const shown = keyPage(page);
  await shown.open(id);
  await page.getByRole('button', { name: 'Replace signing secret' }).click();
  await shown.dialog.getByRole('button', { name: 'Replace', exact: true }).click();
  const reveal = page.getByRole('dialog', { name: 'Save your signing secret' });
  const fresh = await reveal.getByRole('textbox', { name: 'Signing secret' }).inputValue();
  await reveal.getByRole('button', { name: 'Copy' }).first().click();
  await reveal.getByRole('button', { name: 'Done' }).click();
  expect([await status(old), await status(fresh)]).toEqual([200, 200]);
  await expect(shown.settings).toContainText('New: 1 call', { timeout: 30_000 });
  await expect(shown.settings).toContainText('Old: 1 call, none since');
  await page.getByRole('button', { name: 'Retire old signing secret' }).click();
  await shown.dialog.getByRole('button', { name: 'Retire', exact: true }).click();
  await expect(shown.settings).not.toContainText('The old signing secret');
  expect([await status(old), await status(fresh)]).toEqual([401, 200]);
});

test('a reminder to rotate a key is set, and the page shows the next one', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const key = await findKey({ expiresAt: null, createdAt: { lt: new Date(now().getTime() - 400 * DAY) } });
  const { createdAt } = await db().apiKeySecret.findFirstOrThrow({
    where: { apiKeyId: key.id, replacedAt: null },
  });
  const periods = Math.floor((now().getTime() - createdAt.getTime()) / (90 * DAY)) + 1;
  const next = new Date(createdAt.getTime() + periods * 90 * DAY).toISOString();
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('rotation reminder');
  await shown.dialog.getByLabel('Remind me to rotate').selectOption('Every 90 days');
  await expect(shown.dialog.locator('time')).toHaveAttribute('datetime', next);
  await shown.save();
  const row = shown.settings.locator('dl > div').filter({ hasText: 'Rotation reminder' });
  await expect(row).toContainText('Every 90 days. Next on');
  await expect(row.locator('time')).toHaveAttribute('datetime', next);
});

test('a report of a leak disables the live key that it names, and nobody learns that', async ({
  page,
  request,
  signIn,
}) => {
  const { id } = await findKey({ ...untouched, environment: 'live' });
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
