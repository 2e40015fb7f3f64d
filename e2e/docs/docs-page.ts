import { expect, type Page } from '@playwright/test';
import { SLUGS } from '@/lib/profiles/reference/address';

/** The pages of the API reference. */
export const REFERENCE_PATHS = SLUGS.map((slug) => `/docs${slug && `/${slug}`}`);

/** Opens a page of the reference and waits until its controls work. */
export async function openReference(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('[data-hydrating]')).toHaveCount(0);
}
