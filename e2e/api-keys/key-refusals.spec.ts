import { expect, test } from '@/e2e/fixtures';
import { revokeApiKey } from '@/lib/domain/api-keys/revoke';
import { granted, makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
import { makeRefusals } from '@/lib/testing/factories/refusals';
import { bearer, codeOf, keyPage } from './key-page';

test('the page shows calls and rejected calls, with a button that fixes the cause', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { scopes: ['messages.send'] });
  const balance = () => request.get('/api/v1/balance', bearer(secret));
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(key.id);
  await expect(shown.overview).toContainText('Never');
  await expect(shown.refusals).toContainText('No rejected calls.');

  expect((await request.get('/api/v1/account', bearer(secret))).status()).toBe(200);
  expect((await balance()).status()).toBe(403);
  await expect(shown.overview).toContainText('127.0.0.1');
  await expect(async () => {
    await page.reload();
    await expect(shown.refusals).toContainText('FORBIDDEN', { timeout: 500 });
    await expect(shown.calls.getByRole('img')).toHaveAccessibleName(
      /1 succeeded, 1 rejected \(4xx\), 0 failed/,
      {
        timeout: 500,
      },
    );
  }).toPass();
  await shown.calls.getByText('Show as table').click();
  await expect(shown.calls.getByRole('row')).toHaveCount(2);

  await shown.refusals.getByRole('button', { name: 'Add balance.read' }).click();
  await expect(page.getByRole('checkbox', { name: 'balance.read' })).toBeChecked();
  await shown.save();
  await expect(shown.refusals).toContainText('Fixed since');
  expect((await balance()).status()).toBe(200);
});

test('a rejected sender is added to the senders, even if it looks like a country code', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner, { limits: { senders: ['Acme'] } });
  const answer = await request.post('/api/v1/messages', {
    ...bearer(secret),
    data: { to: '+31612345678', text: 'Hello', from: 'DE' },
  });
  expect(await codeOf(answer)).toBe('SENDER_NOT_APPROVED');
  await signIn(owner);
  const shown = keyPage(page);
  await expect(async () => {
    await shown.open(key.id);
    await expect(shown.refusals).toContainText('SENDER_NOT_APPROVED', { timeout: 500 });
  }).toPass();
  await shown.refusals.getByRole('button', { name: 'Allow DE' }).click();
  await expect(page.getByLabel('Senders')).toHaveValue('Acme\nDE');
  await expect(shown.dialog).toContainText('All countries');
});

test('the response leads to the page about the call, which shows what finds the program', async ({
  page,
  request,
  signIn,
}) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  const answer = await request.post('/api/v1/messages', {
    headers: { ...bearer(secret).headers, 'user-agent': 'billing/2.1' },
    data: { text: 'Hello' },
  });
  const body: { help: string; request_id: string } = await answer.json();
  await signIn(owner);
  const shown = keyPage(page);
  await expect(async () => {
    await page.goto(new URL(body.help).pathname + new URL(body.help).search);
    await expect(shown.refusals).toContainText(body.request_id, { timeout: 500 });
  }).toPass();
  const call = shown.refusals.getByRole('list', { name: 'Calls' }).getByRole('listitem').first();
  await expect(call).toContainText('POST /api/v1/messages');
  await expect(call).toContainText('422');
  await expect(call).toContainText('Client: billing/2.1');
  await expect(call).toContainText('to:');
  await shown.refusals.getByRole('link', { name: 'All rejected calls' }).click();
  await expect(page).toHaveURL(new RegExp(`/settings/api-keys/${key.id}$`));
  await page.goto(`/settings/api-keys/${key.id}?code=INVALID_REQUEST&request=req_unknown`);
  await expect(shown.refusals).toContainText('This call is not shown by itself');
  await expect(shown.refusals.getByRole('list', { name: 'Causes' })).toContainText('INVALID_REQUEST');
});

test('calls with the same cause are one entry, which filters find', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  const owner = await makeMember();
  const { key } = await makeKey(owner, { scopes: ['messages.send'] });
  const keyId = key.id;
  const detail = { scope: 'balance.read' };
  await makeRefusals([
    ...Array.from({ length: 1204 }, () => ({ keyId, operation: 'balance.read', detail })),
    { keyId, code: 'RATE_LIMITED', address: '192.0.2.1', detail: { cause: 'simulated' } },
    { keyId, code: 'SIGNATURE_REQUIRED', address: '192.0.2.1' },
  ]);
  await signIn(owner);
  const shown = keyPage(page);
  await shown.open(keyId);
  const causes = shown.refusals.getByRole('list', { name: 'Causes' }).getByRole('listitem');
  await expect(causes).toHaveCount(3);
  await expect(causes.filter({ hasText: 'FORBIDDEN' })).toContainText('× 1,204');
  await expect(causes.filter({ hasText: 'FORBIDDEN' })).toContainText('First: ');
  await expect(causes.filter({ hasText: 'RATE_LIMITED' })).toContainText('Simulated');
  await expect(causes.filter({ hasText: 'SIGNATURE_REQUIRED' })).toContainText('Fixed since');
  await expectAccessible(page);
  await shown.refusals.getByLabel('Address').selectOption('192.0.2.1');
  await expect(causes).toHaveCount(2);
  await expect(page).toHaveURL(/address=192.0.2.1/);
  await shown.refusals.getByLabel('Code').selectOption('RATE_LIMITED');
  await expect(causes).toHaveCount(1);
  await shown.open(keyId);
  const forbidden = causes.filter({ hasText: 'FORBIDDEN' });
  await expect(forbidden.getByRole('link', { name: 'FORBIDDEN in the API reference' })).toHaveAttribute(
    'href',
    '/docs/errors#FORBIDDEN',
  );
  await forbidden.getByRole('link', { name: 'Show calls' }).click();
  await expect(shown.refusals.getByRole('list', { name: 'Calls' }).getByRole('listitem')).toHaveCount(20);
  await expectAccessible(page);
});

test('the page of a revoked key shows who still uses it', async ({ page, request, signIn }) => {
  const owner = await makeMember();
  const { key, secret } = await makeKey(owner);
  granted(await revokeApiKey(owner, { keyId: key.id }));
  const { headers } = bearer(secret);
  const answer = await request.get('/api/v1/account', { headers: { ...headers, 'user-agent': 'cron/1' } });
  expect(await answer.json()).not.toHaveProperty('help');
  await signIn(owner);
  const shown = keyPage(page);
  await expect(async () => {
    await page.goto(`/settings/api-keys/${key.id}`);
    await expect(shown.refusals).toContainText('something still uses it', { timeout: 500 });
    await expect(shown.calls.getByRole('img')).toHaveAccessibleName(/1 rejected \(4xx\)/, { timeout: 500 });
  }).toPass();
  await shown.refusals.getByRole('link', { name: 'Show calls of cause 1' }).click();
  await expect(shown.refusals).toContainText('Client: cron/1');
  await expect(shown.refusals).toContainText('127.0.0.1');
});
