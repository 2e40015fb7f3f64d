import { readFile } from 'node:fs/promises';
import { apiKeysPage, PATH } from '@/e2e/api-keys/api-keys-page';
import { now } from '@/lib/clock';
import { db } from '@/lib/db/client';
import type { ApiKeyWhereInput } from '@/lib/db/generated/models';
import { expect, findKey, findOwner, inDays, isUsable, test } from './large-workspace';
import { count, expectTotal, PAGE_SIZE, positionOf, shownIds, words } from './list-page';

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
  const scope = { OR: [{ scopes: { has: 'messages.send' } }, { scopes: { has: '*' } }] };
  const unlimited = {
    ...{ spendPerDay: null, spendPerMonth: null },
    ...{ countries: { isEmpty: true }, senders: { isEmpty: true } },
  };
  const current: ApiKeyWhereInput = { revokedAt: null };
  const filters: [query: string, where: ApiKeyWhereInput][] = [
    ['', current],
    ['filter=all', {}],
    ['filter=active', isUsable()],
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

/** All keys that are not revoked, by the current time. */
async function readCurrent() {
  const { workspaceId } = await findOwner();
  const keys = await db().apiKey.findMany({
    where: { workspaceId, revokedAt: null },
    include: { lastUse: true, secrets: { where: { replacedAt: null, retiredAt: null } } },
  });
  const at = now();
  return keys.map((key) => ({ ...key, isExpired: key.expiresAt !== null && key.expiresAt <= at }));
}
type CurrentKey = Awaited<ReturnType<typeof readCurrent>>[number];

/** What each column of the list sorts by. */
const COLUMNS: [name: string, sortedBy: (key: CurrentKey) => string | number][] = [
  ['Label', ({ label }) => label.toLowerCase()],
  ['Key', ({ secrets }) => secrets[0]?.masked ?? ''],
  ['Environment', ({ environment }) => environment],
  ['Scopes', ({ scopes }) => (scopes.includes('*') ? Number.POSITIVE_INFINITY : scopes.length)],
  ['Created', ({ createdAt }) => createdAt.getTime()],
  ['Last used', ({ lastUse }) => lastUse?.at.getTime() ?? 0],
  ['Expires', ({ expiresAt }) => expiresAt?.getTime() ?? Number.POSITIVE_INFINITY],
  ['Status', ({ isExpired, disabledAt }) => (isExpired ? 2 : Number(disabledAt !== null))],
];

test('the list sorts by every column, in both directions, over all keys', async ({ page, signIn }) => {
  await signIn(await findOwner());
  await page.goto(PATH);
  const keys = await readCurrent();
  for (const [name, sortedBy] of COLUMNS) {
    const values = new Map(keys.map((key) => [key.id, sortedBy(key)]));
    const ascending = [...values.values()].sort((a, b) => (a < b ? -1 : Number(a > b)));
    const header = page.getByRole('columnheader', { name, exact: true });
    const directions = new Set<string | null>();
    for (const _ of ['one direction', 'the other']) {
      const before = await header.getAttribute('aria-sort');
      await header.getByRole('link').click();
      await expect(header).not.toHaveAttribute('aria-sort', before ?? 'none');
      await expect(header).toHaveAttribute('aria-sort', /ascending|descending/);
      const direction = await header.getAttribute('aria-sort');
      directions.add(direction);
      const sorted = direction === 'ascending' ? ascending : ascending.toReversed();
      await expectTotal(page, values.size);
      const shown = (await shownIds(page)).map((id) => values.get(id));
      expect(shown, `${name}, ${direction}`).toEqual(sorted.slice(0, PAGE_SIZE));
    }
    expect(directions.size).toBe(2);
  }
});

test('the pages show their position and every key once', async ({ page, signIn }) => {
  await signIn(await findOwner());
  const where = { expiresAt: { gt: now(), lte: inDays(30) }, revokedAt: null };
  const total = await count(where);
  await page.goto(`${PATH}?expires=soon&sort=expires`);
  const lastPage = Math.floor((total - 1) / PAGE_SIZE) * PAGE_SIZE;
  const seen: string[] = [];
  const position = positionOf(page);
  for (let before = 0; before < total; before += PAGE_SIZE) {
    const last = Math.min(before + PAGE_SIZE, total);
    await expect(position).toHaveText(`${before + 1}–${last} of ${words(total)}`);
    const ids = await shownIds(page);
    expect(ids).toHaveLength(last - before);
    seen.push(...ids);
    if (last < total) await page.getByRole('link', { name: 'Next' }).click();
  }
  expect(new Set(seen).size).toBe(total);
  await expect(page.getByRole('link', { name: 'Next' })).toHaveCount(0);
  for (let before = lastPage - PAGE_SIZE; before >= 0; before -= PAGE_SIZE) {
    await page.getByRole('link', { name: 'Previous' }).click();
    await expect(position).toHaveText(`${before + 1}–${before + PAGE_SIZE} of ${words(total)}`);
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
