import { keyPage } from '@/e2e/api-keys/key-page';
import { db } from '@/lib/db/client';
import { expect, findKey, findOwner, inDays, test } from './large-workspace';

test('rejected calls are grouped, filtered, and shown one by one with what finds the program', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const key = await findKey({
    environment: 'sandbox',
    createdAt: { lt: inDays(-20) },
    refusalGroups: { some: { cause: 'simulated' } },
    AND: [{ refusalGroups: { some: { code: 'FORBIDDEN' } } }],
  });
  const shown = keyPage(page);
  await shown.open(key.id);
  const causes = shown.refusals.getByRole('list', { name: 'Causes' }).getByRole('listitem');
  const groups = await db().keyRefusalGroup.findMany({ where: { apiKeyId: key.id } });
  await expect(causes).toHaveCount(groups.length);
  const simulated = causes.filter({ hasText: 'Simulated' });
  await expect(simulated).toContainText('INSUFFICIENT_BALANCE');
  await expect(simulated).toContainText('× 12');
  await expect(simulated).toContainText('because the recipient is a number that asks for it');
  await expect(simulated.getByRole('button')).toHaveCount(0);
  await shown.refusals.getByLabel('Code').selectOption('INVALID_REQUEST');
  await expect(causes).toHaveCount(1);
  await shown.refusals.getByRole('link', { name: 'Show calls of cause 1' }).click();
  const calls = shown.refusals.getByRole('list', { name: 'Calls' }).getByRole('listitem');
  await expect(calls.first()).toContainText('422');
  await expect(calls.first()).toContainText('/api/v1/');
  await expect(calls.first()).toContainText('to: Enter a phone number');
  await expect(calls.first()).toContainText('req_');
  await expect(shown.calls.getByRole('img')).toHaveAccessibleName(/[1-9][\d,]* rejected \(4xx\)/);
});

test('the page of a key says who still uses a secret that ended', async ({ page, signIn }) => {
  const { workspaceId } = await findOwner();
  await signIn(await findOwner());
  for (const [cause, advice] of [
    ['revoked', 'This key is revoked, but something still uses it'],
    ['replaced', 'Something still uses an old secret of this key'],
  ] as const) {
    const { apiKeyId } = await db().keyRefusalGroup.findFirstOrThrow({
      where: {
        ...{ apiKey: { workspaceId }, address: '203.0.113.7' },
        ...{ code: 'INVALID_API_KEY', cause: { startsWith: cause } },
      },
    });
    await page.goto(`/settings/api-keys/${apiKeyId}`);
    await expect(keyPage(page).refusals).toContainText(advice);
    await expect(keyPage(page).refusals).toContainText('203.0.113.7');
  }
});

test('a fix ends the advice about rejected calls', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const key = await findKey({ refusalGroups: { some: { code: 'IP_NOT_ALLOWED' } } });
  const shown = keyPage(page);
  await shown.open(key.id);
  const cause = shown.refusals.getByRole('listitem').filter({ hasText: 'IP_NOT_ALLOWED' });
  await cause.getByRole('button', { name: /^Allow 198\.51\.100\./ }).click();
  await shown.save();
  await expect(cause).toContainText('Fixed since');
});
