import type { Page, Route } from '@playwright/test';
import { PATH } from './api-keys-page';

/** The controls of bulk actions on the API keys page, by their accessible names. */
export function bulkActionsPage(page: Page) {
  const bar = page.getByRole('region', { name: 'Selected keys' });

  /** Hands the n-th batch of a bulk action to `handle`. */
  async function onBatch(nth: number, handle: (route: Route) => Promise<void>): Promise<void> {
    let batches = 0;
    await page.route(`**${PATH}**`, async (route) => {
      const isBatch = route.request().postData()?.includes('"bulkActionId"') ?? false;
      if (isBatch && ++batches === nth) await handle(route);
      else await route.continue();
    });
  }

  return {
    bar,
    dialog: page.getByRole('dialog'),
    progress: page.getByRole('progressbar', { name: 'Changed keys' }),
    box: (label: string) => page.getByRole('checkbox', { name: `Select ${label}`, exact: true }),
    pageBox: page.getByRole('checkbox', { name: 'Select the keys on this page' }),
    press: (name: string) => bar.getByRole('button', { name, exact: true }).click(),
    abortBatch: (nth: number) => onBatch(nth, (route) => route.abort()),

    /** Holds the n-th batch back until the returned function is called. */
    async holdBatch(nth: number): Promise<() => void> {
      const held = Promise.withResolvers<void>();
      await onBatch(nth, async (route) => {
        await held.promise;
        await route.continue();
      });
      return held.resolve;
    },
  };
}
