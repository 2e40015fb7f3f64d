import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { generateSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeStaff } from '@/lib/testing/factories/impersonation';
import { makeMember } from '@/lib/testing/factories/members';

const KEYS = '/settings/api-keys';

/** Collects the URL, referrer and body of every request from now on. */
function collectRequests(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    sent.push(request.url(), request.headers().referer ?? '', request.postData() ?? '');
  });
  return sent;
}

const PASTES = (secret: string) => [secret, ` "${secret}" `, `Bearer ${secret}`, `KEYDESK_API_KEY=${secret}`];

test('a whole key pasted into the search opens the key and advises to rotate it', async ({
  page,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { label: 'Billing' });
  const stranger = await makeKey(await makeMember(), { label: 'Foreign' });
  await signIn(owner);
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url(), request.headers().referer ?? ''));
  const field = page.getByRole('searchbox', { name: 'Search keys' });
  for (const pasted of PASTES(secret)) {
    await page.goto(KEYS);
    await field.fill(pasted);
    await expect(page).toHaveURL(`${KEYS}/${key.id}?pasted=works`);
    await expect(page.getByText('You pasted a secret of this key')).toBeVisible();
    await expect(page.getByText(/Rotate the key, unless only you/)).toBeVisible();
  }
  await page.goto(KEYS);
  await field.fill(stranger.secret);
  await expect(page.getByText('No key of this workspace has the secret that you pasted.')).toBeVisible();
  await expect(field).toHaveValue('');
  granted(await revokeApiKey(owner, { keyId: key.id }));
  await field.fill(secret);
  await expect(page.getByText('The secret no longer works.')).toBeVisible();
  expect(urls.join()).not.toContain(secret.slice(12, 40));
  expect(urls.join()).not.toContain(stranger.secret.slice(12, 40));
});

test('a whole key pasted into “Target” finds the key by its masked form', async ({ page, signIn }) => {
  const owner = await makeMember();
  const { secret } = await makeKey(owner, { label: 'Billing' });
  await makeKey(owner, { label: 'Shipping' });
  await signIn(owner);
  await page.goto('/settings/audit-log');
  const sent = collectRequests(page);
  const mask = `kd_sandbox_****${secret.slice(-4)}`;
  const field = page.getByRole('searchbox', { name: 'Target' });
  for (const pasted of PASTES(secret)) {
    await field.fill(pasted);
    await expect(field).toHaveValue(mask);
    await expect(page.getByText('You pasted a whole key.')).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`${encodeURIComponent(mask).replaceAll('*', '\\*')}$`));
    await expect(page.getByRole('row').filter({ hasText: 'Billing' })).toHaveCount(1);
    await expect(page.getByRole('row').filter({ hasText: 'Shipping' })).toHaveCount(0);
  }
  expect(sent.join()).not.toContain(secret.slice(12, 40));
});

const FIELDS = [
  { path: KEYS, name: 'Search keys' },
  { path: '/settings/audit-log', name: 'Target' },
];

for (const { path, name } of FIELDS) {
  test(`a part of a secret pasted into “${name}” is not sent`, async ({ page, signIn }) => {
    const owner = await makeMember();
    const { secret } = await makeKey(owner, { label: 'Billing' });
    await signIn(owner);
    await page.goto(path);
    const sent = collectRequests(page);
    const field = page.getByRole('searchbox', { name });
    const signing = generateSigningSecret(keydesk.keys);
    for (const pasted of [
      signing,
      ` '${signing}'`,
      secret.slice(0, -40),
      secret.slice(12),
      signing.slice(6),
    ]) {
      await field.fill(pasted);
      await page.keyboard.press('Enter');
      await expect(page.getByText('This looks like a secret')).toBeVisible();
      await field.fill('Bill');
      await expect(page).toHaveURL(/=Bill$/);
      await expect(page.getByText('This looks like a secret')).toBeHidden();
    }
    expect(sent.join()).not.toContain(secret.slice(20, 30));
    expect(sent.join()).not.toContain(signing.slice(8, 18));
  });
}

test('a secret is removed from a URL', async ({ page, signIn, server }) => {
  const owner = await makeMember();
  const { secret } = await makeKey(owner);
  await signIn(owner);
  const answers: string[] = [];
  page.on('response', async (response) => {
    if (response.request().isNavigationRequest()) answers.push(await response.text().catch(() => ''));
  });
  for (const path of [
    `${KEYS}?q=${secret}`,
    `/settings/audit-log?target=Bearer%20${secret}`,
    `${KEYS}/${secret}`,
  ]) {
    await page.goto(path);
    await expect(page).toHaveURL(/\?removed=secret$/);
    await expect(page.getByText('We removed a secret from the address')).toBeVisible();
    // Next replaces the address, which the browser may still do.
    await expect(async () => expect(await page.content()).not.toContain(secret.slice(8))).toPass();
  }
  // Stops the polling, which reloads the page of a member who is signed out.
  await page.goto('about:blank');
  await page.context().clearCookies();
  await signIn(await makeStaff());
  await page.goto(`/support?q=${secret}`);
  await expect(page).toHaveURL(/\/support\?removed=secret$/);
  await expect(page.getByText('We removed a secret from the address')).toBeVisible();
  expect(answers.join()).not.toContain(secret.slice(8));
  expect(server.output()).not.toContain(secret.slice(8));
});
