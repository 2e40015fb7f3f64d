import { type Browser, type BrowserContext, chromium } from '@playwright/test';
import { findBrowser } from '@/e2e/browser';
import { disconnect } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { makeSessionCookie } from '@/lib/testing/factories/session-cookie';
import { makePageVisits, type PageVisit } from '@/lib/testing/pages/page-visits';
import { type PageWeight, weighPage } from '@/lib/testing/pages/page-weight';
import { databaseUrl, makeDataDir, removeDataDir, startServer } from '@/lib/testing/servers/server';
import { APP_SECRET } from './secret';

/** A new browser context in which the visitor of a page is signed in. */
async function signedIn(browser: Browser, url: string, { visitor }: PageVisit): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url });
  if (visitor) {
    const { name, value } = await makeSessionCookie(visitor);
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  }
  return context;
}

/** Measures the JavaScript of the production build that a first visit of each page fetches. */
export async function measurePageWeight(
  report: (figure: { route: string } & PageWeight) => void,
): Promise<void> {
  const dataDir = await makeDataDir();
  const server = await startServer(dataDir, { APP_SECRET, LOG_LEVEL: 'silent' });
  const browser = await chromium.launch(findBrowser());
  overrideEnv({ APP_SECRET, APP_URL: server.url, DATABASE_URL: await databaseUrl(dataDir) });
  try {
    for (const visit of await makePageVisits()) {
      const context = await signedIn(browser, server.url, visit);
      report({ route: visit.route, ...(await weighPage(context, visit.address)) });
      await context.close();
    }
  } finally {
    await disconnect();
    await browser.close();
    await server.end('SIGTERM');
    await removeDataDir(dataDir);
  }
}
