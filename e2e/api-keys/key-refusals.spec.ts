import { expect, test } from '@/e2e/fixtures';
import { makeKey } from '@/lib/testing/factories/api-keys';
import { makeMember } from '@/lib/testing/factories/members';
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
