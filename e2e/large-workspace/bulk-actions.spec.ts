import { PATH } from '@/e2e/api-keys/api-keys-page';
import { bulkActionsPage } from '@/e2e/api-keys/bulk-actions-page';
import { db } from '@/lib/db/client';
import type { ApiKeyWhereInput } from '@/lib/db/generated/models';
import { expect, findOwner, isUsable, test } from './large-workspace';
import { count } from './list-page';

// Hundreds of keys are changed.
test.slow();

const number = (n: number) => n.toLocaleString('en');

/** How many of the usable keys are like this. */
const countActive = (where: ApiKeyWhereInput = {}) => count({ AND: [where, isUsable()] });

test('everything that matches a filter is disabled, and nothing else', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const { bar, dialog, pageBox, press } = bulkActionsPage(page);
  const ofTeam = { environment: 'sandbox' as const, owner: 'Stores team' };
  const [matching, others] = [await countActive(ofTeam), (await countActive()) - (await countActive(ofTeam))];
  expect(matching).toBeGreaterThan(400);
  await page.goto(`${PATH}?filter=active&environment=sandbox&owner=Stores%20team`);
  await pageBox.check();
  await expect(bar).toContainText('25 keys selected');
  await press(`Select all ${number(matching)} that match`);
  await press('Disable');
  await expect(dialog).toContainText(`${number(matching)} keys: 0 live, ${number(matching)} sandbox`);
  await dialog.getByRole('button', { name: 'Disable keys' }).click();
  await expect(page.getByRole('dialog', { name: `${number(matching)} keys disabled` })).toBeVisible({
    timeout: 60_000,
  });
  expect([await countActive(ofTeam), await countActive()]).toEqual([0, others]);
});

test('the impact on all keys is shown first, and live calls stop only after a typed confirmation', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const { dialog, pageBox, press } = bulkActionsPage(page);
  const active = await countActive();
  await page.goto(`${PATH}?filter=active`);
  await pageBox.check();
  await press(`Select all ${number(active)} that match`);
  await press('Revoke');
  await expect(dialog).toContainText(new RegExp(`Calls of [\\d,]+ of ${number(active)} keys would stop`));
  await expect(dialog).toContainText('203.0.113.7 (');
  await dialog.getByRole('button', { name: 'Revoke keys' }).click();
  await expect(dialog).toContainText(`Type “revoke ${number(active)} keys” to confirm`);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await press('Allow address');
  await dialog.getByLabel('Address').fill('198.51.100.0/24');
  await expect(dialog).toContainText(/[\d,]+ keys have no allowed addresses yet/);
  await expect(dialog).toContainText(/refused [1-9][\d,]* of the [\d,]+ calls of the last 7 days/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(await countActive()).toBe(active);
});

test('everything that matches is revoked batch by batch, and the dialog shows how far it is', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  const { dialog, pageBox, press, progress, holdBatch } = bulkActionsPage(page);
  const ofTeam = {
    ...{ environment: 'sandbox' as const, owner: 'Platform team', expiresAt: null },
    tags: { has: 'legacy' },
  };
  const [matching, others] = [await countActive(ofTeam), (await countActive()) - (await countActive(ofTeam))];
  expect(matching).toBeGreaterThan(200);
  const goOn = await holdBatch(2);
  await page.goto(`${PATH}?filter=active&environment=sandbox&owner=Platform%20team&expires=never&tag=legacy`);
  await pageBox.check();
  await press(`Select all ${number(matching)} that match`);
  await press('Revoke');
  await expect(dialog).toContainText(`${number(matching)} keys: 0 live, ${number(matching)} sandbox`);
  await dialog.getByRole('button', { name: 'Revoke keys' }).click();
  await expect(progress).toHaveAttribute('aria-valuetext', `100 of ${number(matching)}`);
  expect(await countActive(ofTeam)).toBe(matching - 100);
  goOn();
  await expect(page.getByRole('dialog', { name: `${number(matching)} keys revoked` })).toBeVisible({
    timeout: 60_000,
  });
  await expect(progress).toHaveAttribute('aria-valuetext', `${number(matching)} of ${number(matching)}`);
  expect([await countActive(ofTeam), await countActive()]).toEqual([0, others]);
  const { id } = await db().bulkAction.findFirstOrThrow({ orderBy: { createdAt: 'desc' } });
  const events = { action: 'api_key.revoke', detail: { path: ['bulkActionId'], equals: id } };
  expect(await db().auditEvent.count({ where: events })).toBe(matching);
});
