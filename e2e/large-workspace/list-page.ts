import type { Page } from '@playwright/test';
import { db } from '@/lib/db/client';
import type { ApiKeyWhereInput } from '@/lib/db/generated/models';
import { expect, findOwner } from './large-workspace';

/** How many keys fit on a page of the list. */
export const PAGE_SIZE = 25;

/** How many keys, as the list says it. */
export const words = (n: number) => (n === 1 ? '1 key' : `${n.toLocaleString('en')} keys`);

/** How many keys of the large workspace are like this. */
export async function count(where: ApiKeyWhereInput): Promise<number> {
  const { workspaceId } = await findOwner();
  return db().apiKey.count({ where: { AND: [where, { workspaceId }] } });
}

/** Which keys the page shows, and of how many. */
export const positionOf = (page: Page) =>
  page
    .getByRole('region', { name: 'Keys', exact: true })
    .getByRole('status')
    .filter({ hasText: /keys?$/ });

/** Expects that the list says that so many keys match. */
export async function expectTotal(page: Page, total: number): Promise<void> {
  await expect(positionOf(page)).toHaveText(
    total > PAGE_SIZE ? `1–${PAGE_SIZE} of ${words(total)}` : words(total),
  );
  await expect(page.getByRole('rowheader')).toHaveCount(Math.min(total, PAGE_SIZE));
}

/** The ids of the keys that the page shows, in its order. */
export async function shownIds(page: Page): Promise<string[]> {
  const hrefs = await page
    .getByRole('rowheader')
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return hrefs.map((href) => href.slice(href.lastIndexOf('/') + 1));
}
