import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { makeAccount, PASSWORD } from '@/lib/testing/factories/accounts';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { appCodeOf } from '@/lib/testing/factories/second-factor';
import { apiKeysPage } from './api-keys-page';
import { keyPage } from './key-page';

// A heap snapshot takes seconds.
test.describe.configure({ timeout: 180_000 });
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Those of the texts that an object in the page's memory contains. */
async function findInMemory(page: Page, ...texts: string[]): Promise<string[]> {
  const devTools = await page.context().newCDPSession(page);
  let snapshot = '';
  devTools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    snapshot += chunk;
  });
  await devTools.send('HeapProfiler.enable');
  await devTools.send('HeapProfiler.collectGarbage');
  await devTools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devTools.detach();
  return texts.filter((text) => snapshot.includes(text));
}

/** Copies the secret that is shown, closes its dialog, and expects it to be gone from memory. */
async function expectWiped(page: Page, field: 'API key' | 'Signing secret') {
  const secret = await page.getByRole('textbox', { name: field }).inputValue();
  expect(secret.length).toBeGreaterThan(30);
  expect(await findInMemory(page, secret), 'the check finds a secret that is shown').toEqual([secret]);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Copied', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect.poll(() => findInMemory(page, secret), { timeout: 120_000 }).toEqual([]);
}

test('a created key is wiped from memory', async ({ page, signIn }) => {
  await signIn(await makeMember());
  const keys = apiKeysPage(page);
  await keys.create('Created');
  await expectWiped(page, 'API key');
});

test('a duplicated key is wiped from memory', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  await keyPage(page).open(key.id);
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByRole('button', { name: 'Create key' }).click();
  await expectWiped(page, 'API key');
});

test('a rotated secret is wiped from memory', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await page.getByRole('button', { name: 'Rotate key' }).click();
  await shown.dialog.getByRole('button', { name: 'Rotate key' }).click();
  await expectWiped(page, 'API key');
});

test('a signing secret and its replacement are wiped from memory', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await shown.change('signatures');
  await page.getByRole('switch').check();
  await shown.dialog.getByRole('button', { name: 'Save' }).click();
  await expectWiped(page, 'Signing secret');
  await page.getByRole('button', { name: 'Replace signing secret' }).click();
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await expectWiped(page, 'Signing secret');
});

test('the secret of an authenticator app and recovery codes are wiped from memory', async ({ page }) => {
  const { email } = await makeAccount({ verified: true });
  await page.goto('/login');
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/api-keys/);
  await page.goto('/settings/security');
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Continue' }).click();
  const shown = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent()) ?? '';
  const secret = shown.replaceAll(' ', '');
  await page.getByLabel('Code').fill(appCodeOf(secret));
  await page.getByRole('dialog').getByRole('button', { name: 'Turn on' }).click();
  const codes = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(codes).toHaveCount(10);
  const [code = ''] = await codes.allTextContents();
  expect(await findInMemory(page, code), 'the check finds a code that is shown').toEqual([code]);
  await page.getByRole('button', { name: 'I’ve saved these codes' }).click();
  await expect.poll(() => findInMemory(page, code, secret, shown), { timeout: 120_000 }).toEqual([]);
});
