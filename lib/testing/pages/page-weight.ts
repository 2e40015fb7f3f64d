import type { BrowserContext } from '@playwright/test';

/** What a first visit may fetch of scripts, in bytes as transferred. */
export const SCRIPT_BUDGET = 150_000;

/** What a page fetches when it is visited without a cache and nobody touches it. */
export interface PageWeight {
  scripts: number;
  /** As transferred: compressed, with headers. */
  bytes: number;
  /** The path that was shown in the end. */
  path: string;
}

/** Opens a page without a cache and adds up the scripts that it fetches. */
export async function weighPage(context: BrowserContext, address: string): Promise<PageWeight> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  devtools.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  await page.goto(address);
  await page.waitForLoadState('networkidle');
  const { pathname: path } = new URL(page.url());
  await page.close();
  return { scripts: scripts.size, bytes, path };
}
