import type { Page } from '@playwright/test';
import { expect, test } from '@/e2e/fixtures';
import { generateSigningSecret } from '@/lib/domain/key-secrets/signing-secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { makeKey } from '@/lib/testing/factories/api-keys';
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

const FIELDS = [
  { path: KEYS, name: 'Search keys' },
  { path: '/settings/audit-log', name: 'Target' },
];

for (const { path, name } of FIELDS) {
  test(`a whole key pasted into “${name}” finds the key by its masked form`, async ({ page, signIn }) => {
    const owner = await makeMember();
    const { secret } = await makeKey(owner, { label: 'Billing' });
    await makeKey(owner, { label: 'Shipping' });
    await signIn(owner);
    await page.goto(path);
    const sent = collectRequests(page);
    const mask = `kd_sandbox_****${secret.slice(-4)}`;
    const field = page.getByRole('searchbox', { name });
    for (const pasted of [secret, ` "${secret}" `, `Bearer ${secret}`, `KEYDESK_API_KEY=${secret}`]) {
      await field.fill(pasted);
      await expect(field).toHaveValue(mask);
      await expect(page.getByText('You pasted a whole key.')).toBeVisible();
      await expect(page).toHaveURL(new RegExp(`${encodeURIComponent(mask).replaceAll('*', '\\*')}$`));
      await expect(page.getByRole('row').filter({ hasText: 'Billing' })).toHaveCount(1);
      await expect(page.getByRole('row').filter({ hasText: 'Shipping' })).toHaveCount(0);
    }
    expect(sent.join()).not.toContain(secret.slice(12, 40));
  });

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
    expect(await page.content()).not.toContain(secret.slice(8));
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
