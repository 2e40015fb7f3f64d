import { PATH } from '@/e2e/api-keys/api-keys-page';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import { holdBatch } from './hold-batch';
import { expect, findOwner, test } from './large-workspace';

// Hundreds of keys are changed.
test.slow();

const number = (n: number) => n.toLocaleString('en');

/** The keys that are neither revoked, disabled nor expired. */
async function countActive(where: object = {}): Promise<number> {
  const { workspaceId } = await findOwner();
  const isAlive = { OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] };
  return db().apiKey.count({
    where: { ...where, workspaceId, revokedAt: null, disabledAt: null, AND: [isAlive] },
  });
}

test('everything that matches a filter is disabled, and nothing else', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const ofTeam = { environment: 'sandbox' as const, owner: 'Stores team' };
  const [matching, others] = [await countActive(ofTeam), (await countActive()) - (await countActive(ofTeam))];
  expect(matching).toBeGreaterThan(400);
  await page.goto(`${PATH}?filter=active&environment=sandbox&owner=Stores%20team`);
  const bar = page.getByRole('region', { name: 'Selected keys' });
  await page.getByRole('checkbox', { name: 'Select the keys on this page' }).check();
  await expect(bar).toContainText('25 keys selected');
  await bar.getByRole('button', { name: `Select all ${number(matching)} that match` }).click();
  await bar.getByRole('button', { name: 'Disable', exact: true }).click();
  const dialog = page.getByRole('dialog');
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
  const active = await countActive();
  await page.goto(`${PATH}?filter=active`);
  const bar = page.getByRole('region', { name: 'Selected keys' });
  const dialog = page.getByRole('dialog');
  await page.getByRole('checkbox', { name: 'Select the keys on this page' }).check();
  await bar.getByRole('button', { name: `Select all ${number(active)} that match` }).click();
  await bar.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(dialog).toContainText(new RegExp(`Calls of [\\d,]+ of ${number(active)} keys would stop`));
  await expect(dialog).toContainText('203.0.113.7 (');
  await dialog.getByRole('button', { name: 'Revoke keys' }).click();
  await expect(dialog).toContainText(`Type “revoke ${number(active)} keys” to confirm`);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await bar.getByRole('button', { name: 'Allow address', exact: true }).click();
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
  const ofTeam = {
    ...{ environment: 'sandbox' as const, owner: 'Platform team', expiresAt: null },
    tags: { has: 'legacy' },
  };
  const [matching, others] = [await countActive(ofTeam), (await countActive()) - (await countActive(ofTeam))];
  expect(matching).toBeGreaterThan(200);
  const goOn = await holdBatch(page, 2);
  await page.goto(`${PATH}?filter=active&environment=sandbox&owner=Platform%20team&expires=never&tag=legacy`);
  await page.getByRole('checkbox', { name: 'Select the keys on this page' }).check();
  const bar = page.getByRole('region', { name: 'Selected keys' });
  await bar.getByRole('button', { name: `Select all ${number(matching)} that match` }).click();
  await bar.getByRole('button', { name: 'Revoke', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`${number(matching)} keys: 0 live, ${number(matching)} sandbox`);
  await dialog.getByRole('button', { name: 'Revoke keys' }).click();
  const progress = dialog.getByRole('progressbar', { name: 'Changed keys' });
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
