import type { Page } from '@playwright/test';
import { PATH } from '@/e2e/api-keys/api-keys-page';

/** Holds the n-th batch of a bulk action back until the returned function is called. */
export async function holdBatch(page: Page, nth: number): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  let batches = 0;
  await page.route(`**${PATH}**`, async (route) => {
    const isBatch = route.request().postData()?.includes('"bulkActionId"') ?? false;
    if (isBatch && ++batches === nth) await held.promise;
    await route.continue();
  });
  return held.resolve;
}
