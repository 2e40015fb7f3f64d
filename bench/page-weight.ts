import { type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '@/e2e/browser';
import { makeDataDir, removeDataDir, startServer } from '@/lib/testing/server';

const PATH = '/settings/api-keys';

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
  await page.getByLabel('Password').fill('seven green lanterns hum');
  await page.getByLabel('Workspace name').fill('Analytical Engines');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.waitForURL(`**${PATH}`);
  await page.close();
}

/** Opens the page without a cache and adds up the scripts that it fetches. */
async function weigh(context: BrowserContext): Promise<PageWeight> {
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
  await page.goto(PATH);
  await page.waitForLoadState('networkidle');
  return { scripts: scripts.size, bytes };
}

/** Measures the JavaScript of the production build that the first view of the API keys page fetches. */
export async function measurePageWeight(): Promise<PageWeight> {
  const dataDir = await makeDataDir();
  const server = await startServer(dataDir, { LOG_LEVEL: 'silent' });
  const browser = await chromium.launch(findBrowser());
  try {
    const context = await browser.newContext({ baseURL: server.url });
    await signUp(context);
    return await weigh(context);
  } finally {
    await browser.close();
    await server.end('SIGTERM');
    await removeDataDir(dataDir);
  }
}
