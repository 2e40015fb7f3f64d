import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '@/e2e/browser';
import { makeDataDir, removeDataDir, startServer } from '@/lib/testing/servers/server';

const KEYS_PATH = '/settings/api-keys';
const DOCS_PATH = '/docs/operations';

export interface PageWeight {
  scripts: number;
  /** As transferred: compressed, with headers. */
  bytes: number;
}

async function signUp(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto('/signup');
  await page.getByLabel('Name', { exact: true }).fill('Ada Lovelace');
  await page.getByLabel('Email').fill('ada@example.test');
  await page.getByLabel('Password').fill('twelve green lanterns hum');
  await page.getByLabel('Workspace name').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(`**${KEYS_PATH}`);
  await page.close();
}

/** Opens a page without a cache and adds up the scripts that it fetches. */
async function weigh(context: BrowserContext, path: string): Promise<PageWeight> {
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
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  return { scripts: scripts.size, bytes };
}

/**
 * Measures the JavaScript of the production build that a first view fetches: of the heaviest page of the API reference, by a
 * guest, and of the API keys page.
 */
export async function measurePageWeight(): Promise<{ docs: PageWeight; keys: PageWeight }> {
  const dataDir = await makeDataDir();
  const server = await startServer(dataDir, { LOG_LEVEL: 'silent' });
  const browser = await chromium.launch(findBrowser());
  try {
    const context = await browser.newContext({ baseURL: server.url });
    const docs = await weigh(context, DOCS_PATH);
    await signUp(context);
    return { docs, keys: await weigh(context, KEYS_PATH) };
  } finally {
    await browser.close();
    await server.end('SIGTERM');
    await removeDataDir(dataDir);
  }
}
