import { PATH } from '@/e2e/api-keys/api-keys-page';
import { bearer, keyPage } from '@/e2e/api-keys/key-page';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { openSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { signHeaders } from '@/lib/testing/requests/sign';
import { expect, findKey, findOwner, inDays, renewSecret, test, withOneSecret } from './large-workspace';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a pasted secret leads to its key among 10,000, advises rotation, and gets into no URL', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const { id } = await findKey(withOneSecret);
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
  const { id } = await findKey({ ...withOneSecret, environment: 'live' });
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
  const { id } = await findKey({ ...withOneSecret, environment: 'live' });
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
  const key = await findKey({ expiresAt: null, createdAt: { lt: inDays(-400) } });
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

test('the signing page has samples with the id of the key in three languages, and checks a signature base', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const key = await findKey({ signingRequired: true });
  await page.goto(`/settings/api-keys/${key.id}/signing`);
  const samples = page.getByRole('region', { name: 'Samples' });
  for (const language of ['curl', 'JavaScript', 'Python']) {
    await expect(samples.getByRole('figure', { name: `Signed call in ${language}` })).toContainText(key.id);
  }
  const checker = page.getByRole('region', { name: 'Check a signature base' });
  await checker
    .getByRole('textbox', { name: 'Signature base' })
    .fill(`"@method": post\n"@signature-params": ("@method");created=1;keyid="${key.id}"`);
  await checker.getByRole('button', { name: 'Check' }).click();
  await expect(checker.getByRole('list', { name: 'Result of the check' })).toContainText(
    'must be in capitals',
  );
});
