import type { Page } from '@playwright/test';
import { PATH } from '@/e2e/api-keys/api-keys-page';
import { bulkActionsPage } from '@/e2e/api-keys/bulk-actions-page';
import { keyPage } from '@/e2e/api-keys/key-page';
import { db } from '@/lib/db/client';
import { signingSecretVersion } from '@/lib/domain/key-secrets/signing-secret';
import { replaceSigningSecret } from '@/lib/domain/key-settings/replace-signing-secret';
import { keydesk } from '@/lib/profiles/keydesk/keydesk';
import { granted } from '@/lib/testing/factories/api-keys';
import { expect, findKey, findOwner, inDays, test } from './large-workspace';

// Each test checks several pages.
test.slow();

/** Expects that the page is not wider than the screen. */
async function expectFits(page: Page): Promise<void> {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, 'nothing overflows').toBe(page.viewportSize()?.width);
}

test('the list of 10,000 keys with its filters fits the screen and is accessible', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn(await findOwner());
  await page.goto(`${PATH}?filter=all&sort=expires`);
  await page.getByRole('button', { name: 'Filters' }).click();
  await expect(page.getByRole('group', { name: 'Filters' })).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
  const { bar, pageBox } = bulkActionsPage(page);
  await pageBox.check();
  await expect(bar).toBeVisible();
  await expectFits(page);
  await expectAccessible(page);
  await page
    .getByRole('button', { name: /^Actions for / })
    .first()
    .click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expectFits(page);
});

test('the page of a key with many settings and rejected calls fits the screen and is accessible', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn(await findOwner());
  const shown = keyPage(page);
  const rotating = await findKey({ secrets: { some: { replacedAt: { not: null }, retiredAt: null } } });
  const rejecting = await findKey({ refusalGroups: { some: { cause: 'simulated' } } });
  for (const { id } of [rotating, rejecting]) {
    await shown.open(id);
    await expectFits(page);
    await expectAccessible(page);
  }
  await shown.refusals.getByRole('link', { name: 'Show calls of cause 1' }).click();
  await expect(shown.refusals.getByRole('list', { name: 'Calls' })).toBeVisible();
  await expectFits(page);
  for (const setting of ['scopes', 'allowed addresses', 'limits', 'notes']) {
    await page.getByRole('button', { name: `Change ${setting}`, exact: true }).click();
    await expect(shown.dialog).toBeVisible();
    await expectFits(page);
    await shown.dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(shown.dialog).toBeHidden();
  }
});

test('the pages about all keys fit the screen', async ({ page, signIn, expectAccessible }) => {
  const { workspaceId } = await findOwner();
  await signIn(await findOwner());
  const leak = await db().keyLeak.findFirstOrThrow({ where: { workspaceId, source: 'scanner' } });
  const signing = await findKey({ signingRequired: true });
  const pages: [path: string, isOwnPage: boolean][] = [
    [`${PATH}/${leak.apiKeyId}`, true],
    [`${PATH}/${signing.id}/signing`, true],
    ['/', true],
    ['/usage', true],
    ['/settings/audit-log?what=all', false],
    ['/settings/security', false],
    ['/report-leaked-key', false],
  ];
  for (const [path, isOwnPage] of pages) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectFits(page);
    if (isOwnPage) await expectAccessible(page);
  }
});

test('key health and the evidence for revoking a key fit the screen and are accessible', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn(await findOwner());
  await page.goto(`${PATH}?health=safe-to-revoke`);
  await expect(page.getByRole('navigation', { name: 'Key health' }).getByRole('link')).toHaveCount(7);
  await expectFits(page);
  await expectAccessible(page);
  const old = { createdAt: { lt: inDays(-400) } };
  const { id } = await findKey({ ...old, lastUse: null, tags: { isEmpty: false } });
  await keyPage(page).open(id);
  await expect(page.getByRole('region', { name: 'Safe to revoke?' })).toContainText('Yes, as far as we know');
  await expectFits(page);
  await expectAccessible(page);
});

test('two signing secrets and the reminder to rotate fit the screen and are accessible', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn(await findOwner());
  const { id, sealedSigningSecret } = await findKey({ signingRequired: true, oldSigningSecret: null });
  const version = signingSecretVersion(sealedSigningSecret ?? new Uint8Array());
  const input = { keyId: id, version, overlap: 'untilRetired' };
  granted(await replaceSigningSecret(await findOwner(), input, keydesk.keys));
  const shown = keyPage(page);
  await shown.open(id);
  await expect(shown.settings).toContainText('The old signing secret still works');
  await expectFits(page);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Retire old signing secret' }).click();
  await expect(shown.dialog).toContainText('It has signed no call since it was replaced.');
  await expectFits(page);
  await shown.dialog.getByRole('button', { name: 'Cancel' }).click();
  await shown.change('rotation reminder');
  await shown.dialog.getByLabel('Remind me to rotate').selectOption('Every 365 days');
  await expect(shown.dialog).toContainText('The next reminder is on');
  await expectFits(page);
  await expectAccessible(page);
});

test('the impact and the progress of a bulk action fit the screen and are accessible', async ({
  page,
  signIn,
  expectAccessible,
}) => {
  await signIn(await findOwner());
  const { bar, dialog, pageBox, press, progress, holdBatch } = bulkActionsPage(page);
  const goOn = await holdBatch(2);
  await page.goto(`${PATH}?filter=active&environment=sandbox&owner=Payments%20team&expires=never`);
  await pageBox.check();
  await bar.getByRole('button', { name: /^Select all \d{3} that match$/ }).click();
  await press('Disable');
  await expect(dialog).toContainText(/Calls of \d+ of \d+ keys would stop/);
  await expectFits(page);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Disable keys' }).click();
  await expect(progress).toHaveAttribute('aria-valuenow', '100');
  await expectFits(page);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Stop' }).click();
  goOn();
  await expect(dialog).toContainText('Stopped. The other keys are as they were.');
  await expectFits(page);
  await dialog.getByRole('button', { name: 'Leave the rest' }).click();
  await expect(dialog).toContainText('keys were left as they were.');
  await expectFits(page);
});
