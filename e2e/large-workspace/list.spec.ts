import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { apiKeysPage, PATH } from '@/e2e/api-keys/api-keys-page';
import { DAY, now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ApiKeyWhereInput } from '@/lib/db/generated/models';
import { expect, findKey, findOwner, test } from './large-workspace';

const inDays = (days: number) => new Date(now().getTime() + days * DAY);
const words = (n: number) => (n === 1 ? '1 key' : `${n.toLocaleString('en')} keys`);

/** The keys that the list can show, without the revoked ones. */
async function count(where: ApiKeyWhereInput): Promise<number> {
  const { workspaceId } = await findOwner();
  return db().apiKey.count({ where: { AND: [where, { workspaceId }] } });
}

/** Which keys the page shows, and of how many. */
const positionOf = (page: Page) =>
  page
    .getByRole('region', { name: 'Keys', exact: true })
    .getByRole('status')
    .filter({ hasText: /keys?$/ });

/** Expects that the list says that so many keys match. */
async function expectTotal(page: Page, total: number): Promise<void> {
  await expect(positionOf(page)).toHaveText(total > 25 ? `1–25 of ${words(total)}` : words(total));
  await expect(page.getByRole('rowheader')).toHaveCount(Math.min(total, 25));
}

test('a search finds words of a label, creator, owner and tag, the last four characters, and a key id', async ({
  page,
  signIn,
}) => {
  await signIn(await findOwner());
  await page.goto(PATH);
  const field = page.getByRole('searchbox', { name: 'Search keys' });
  const current = { revokedAt: null };
  const contains = (text: string) => ({ contains: text, mode: 'insensitive' as const });
  const [{ id, label }, { masked }] = await Promise.all([
    findKey(),
    db().apiKeySecret.findFirstOrThrow({ where: { apiKeyId: (await findKey()).id, replacedAt: null } }),
  ]);
  const searches: [text: string, where: ApiKeyWhereInput][] = [
    ['checkout north', { AND: [{ label: contains('checkout') }, { label: contains('north') }] }],
    ['Devi', { createdBy: { name: contains('Devi') } }],
    ['Payments team', { owner: 'Payments team' }],
    ['partner', { tags: { has: 'partner' } }],
  ];
  for (const [text, where] of searches) {
    await field.fill(text);
    await expect(page).toHaveURL(new RegExp(`q=${text.replace(' ', '(%20|\\+)')}$`));
    await expectTotal(page, await count({ ...where, ...current }));
  }
  for (const text of [masked.slice(-4), id, id.slice(0, 12)]) {
    await field.fill(text);
    await expect(page).toHaveURL(new RegExp(`q=${text}$`));
    await expect(apiKeysPage(page).row(label).first()).toBeVisible();
  }
  await field.fill('no such key');
  await expect(page.getByText('No key matches “no such key”')).toBeVisible();
});

test('each filter shows exactly the keys that it says, alone and with others', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const at = now();
  const creator = await db().user.findFirstOrThrow({
    where: { name: 'Adrian Admin', email: { contains: 'harbor' } },
  });
  const isUsable = {
    revokedAt: null,
    disabledAt: null,
    OR: [{ expiresAt: null }, { expiresAt: { gt: at } }],
  };
  const scope = { OR: [{ scopes: { has: 'messages.send' } }, { scopes: { has: '*' } }] };
  const unlimited = {
    ...{ spendPerDay: null, spendPerMonth: null },
    ...{ countries: { isEmpty: true }, senders: { isEmpty: true } },
  };
  const current: ApiKeyWhereInput = { revokedAt: null };
  const filters: [query: string, where: ApiKeyWhereInput][] = [
    ['', current],
    ['filter=all', {}],
    ['filter=active', isUsable],
    ['filter=disabled', { ...current, disabledAt: { not: null } }],
    ['filter=revoked', { revokedAt: { not: null } }],
    ['environment=live', { ...current, environment: 'live' }],
    ['scope=messages.send', { AND: [current, scope] }],
    [`creator=${creator.id}`, { ...current, createdById: creator.id }],
    ['expires=never', { ...current, expiresAt: null }],
    ['expires=soon', { ...current, expiresAt: { gt: at, lte: inDays(30) } }],
    ['expires=past', { ...current, expiresAt: { lte: at } }],
    ['used=never', { ...current, lastUse: null }],
    ['used=idle', { ...current, lastUse: { at: { lt: inDays(-90) } } }],
    ['limits=none', { ...current, ...unlimited }],
    ['limits=some', { ...current, NOT: unlimited }],
    ['owner=Stores%20team', { ...current, owner: 'Stores team' }],
    ['tag=legacy', { ...current, tags: { has: 'legacy' } }],
    [
      'environment=live&scope=messages.send&tag=partner&used=never',
      { AND: [current, scope], environment: 'live', tags: { has: 'partner' }, lastUse: null },
    ],
  ];
  for (const [query, where] of filters) {
    await page.goto(`${PATH}?${query}`);
    await expectTotal(page, await count(where));
  }
});

test('the list sorts by every column, in both directions, over all keys', async ({ page, signIn }) => {
  const { workspaceId } = await findOwner();
  await signIn(await findOwner());
  await page.goto(PATH);
  const labels = await db().apiKey.findMany({
    where: { workspaceId, revokedAt: null },
    select: { label: true },
  });
  const sorted = labels
    .map(({ label }) => label)
    .sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()));
  const first = page.getByRole('rowheader').first();
  const label = page.getByRole('columnheader', { name: 'Label' }).getByRole('link');
  await label.click();
  await expect(page).toHaveURL(/sort=label$/);
  await expect(first).toContainText(sorted[0] ?? '');
  await label.click();
  await expect(page).toHaveURL(/sort=-label$/);
  await expect(first).toContainText(sorted.at(-1) ?? '');
  for (const name of ['Key', 'Environment', 'Scopes', 'Created', 'Last used', 'Expires', 'Status']) {
    const header = page.getByRole('columnheader', { name, exact: true });
    for (const _ of ['one direction', 'the other']) {
      const before = await header.getAttribute('aria-sort');
      await header.getByRole('link').click();
      await expect(header).not.toHaveAttribute('aria-sort', before ?? 'none');
      await expect(header).toHaveAttribute('aria-sort', /ascending|descending/);
      await expectTotal(page, labels.length);
    }
  }
});

test('the pages show their position and every key once', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const where = { expiresAt: { gt: now(), lte: inDays(30) }, revokedAt: null };
  const total = await count(where);
  await page.goto(`${PATH}?expires=soon&sort=expires`);
  const seen: string[] = [];
  const position = positionOf(page);
  for (let before = 0; before < total; before += 25) {
    const last = Math.min(before + 25, total);
    await expect(position).toHaveText(`${before + 1}–${last} of ${words(total)}`);
    const ids = await page
      .getByRole('rowheader')
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    expect(ids).toHaveLength(last - before);
    seen.push(...ids);
    if (last < total) await page.getByRole('link', { name: 'Next' }).click();
  }
  expect(new Set(seen).size).toBe(total);
  await expect(page.getByRole('link', { name: 'Next' })).toHaveCount(0);
  for (let before = Math.floor((total - 1) / 25) * 25 - 25; before >= 0; before -= 25) {
    await page.getByRole('link', { name: 'Previous' }).click();
    await expect(position).toHaveText(`${before + 1}–${before + 25} of ${words(total)}`);
  }
  await page.getByRole('link', { name: 'Next' }).click();
  await expect(position).toHaveText(`26–50 of ${words(total)}`);
  await page.getByRole('link', { name: 'First' }).click();
  await expect(position).toHaveText(`1–25 of ${words(total)}`);
});

test('all keys are exported, without secrets', async ({ page, signIn }) => {
  await signIn(await findOwner());
  await page.goto(`${PATH}?filter=all`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const key = await findKey({ note: { not: '' } });
  expect(text).toContain(`${key.id},`);
  expect(text).toContain(key.note);
  expect(text).not.toMatch(/kd_(live|sandbox)_[0-9A-Za-z]{8}/);
  expect(text.trim().split('\n')).toHaveLength(1 + (await count({})));
});
