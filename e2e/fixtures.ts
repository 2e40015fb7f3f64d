import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { disconnect } from '@/lib/db/client';
import type { MemberActor, StaffActor } from '@/lib/domain/actor';
import { overrideEnv } from '@/lib/env';
import { makeSessionCookie } from '@/lib/testing/factories/session-cookie';
import { copyMigratedData } from '@/lib/testing/servers/migrated-data';
import {
  databaseUrl,
  makeDataDir,
  removeDataDir,
  startServer,
  type TestServer,
} from '@/lib/testing/servers/server';
import { expectAccessiblePage } from './accessibility';

interface WorkerFixtures {
  /** Environment variables of the server, in addition to those of every test. */
  serverSettings: Record<string, string>;
  /** Fills the data folder before the server starts: by default with a migrated database; a spec can replace it. */
  fillDataDir(dataDir: string): Promise<void>;
  /** A server of the production build with an empty database of its own; db() reaches that database. */
  server: TestServer;
}

interface Fixtures {
  /** Creates a session in the database and sets its cookie in this test's browser, or in another one. */
  signIn(person: MemberActor | StaffActor, browser?: BrowserContext): Promise<void>;
  /** Waits for an email to an address that contains some text, and returns the latest one. Emails arrive in any order. */
  waitForMail(to: string, part: string): Promise<string>;
  /** Allows browser errors that the test causes on purpose, by their message. */
  expectStray(message: RegExp): void;
  /** Fails the test if axe finds violations on the page. */
  expectAccessible(page: Page): Promise<void>;
}

export const APP_SECRET = 'a secret of the end-to-end tests, and of nothing else';

/** The emails to an address, in the order in which they arrived. */
async function mailsTo(folder: string, to: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => !name.startsWith('.')).sort();
  const mails = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'utf8')));
  return mails.filter((mail) => mail.includes(`\nTo: ${to}\n`));
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  serverSettings: [({}, use) => use({}), { scope: 'worker' }],

  // biome-ignore lint/correctness/noEmptyPattern: as above.
  fillDataDir: [({}, use) => use(copyMigratedData), { scope: 'worker' }],

  server: [
    async ({ serverSettings, fillDataDir }, use) => {
      const dataDir = await makeDataDir();
      try {
        await fillDataDir(dataDir);
        const server = await startServer(dataDir, { APP_SECRET, LOG_LEVEL: 'warn', ...serverSettings });
        overrideEnv({
          ...serverSettings,
          APP_SECRET,
          APP_URL: server.url,
          DATABASE_URL: await databaseUrl(dataDir),
        });
        await use(server);
        await disconnect();
        await server.end('SIGTERM');
        expect(server.output(), 'the server logs no errors').not.toMatch(/"level":[56]0/);
      } finally {
        await removeDataDir(dataDir);
      }
    },
    { scope: 'worker', auto: true, timeout: 120_000 },
  ],

  baseURL: ({ server }, use) => use(server.url),

  expectStray: [
    async ({ context }, use, testInfo) => {
      const strays: string[] = [];
      // Pages go on asking until they are left, also after their session has ended.
      const expected = [/ 401 .*\/settings\/(support-access\/active-sessions|api-keys\/activity)/];
      context.on('console', (message) => {
        if (message.type() === 'error') strays.push(`${message.text()} ${message.location().url}`);
      });
      context.on('weberror', (webError) => strays.push(String(webError.error())));
      await use((message) => expected.push(message));
      if (testInfo.status === 'timedOut') {
        const body = context
          .pages()
          .map((page) => page.url())
          .join('\n');
        await testInfo.attach('the open pages', { body, contentType: 'text/plain' });
      }
      const unexpected = strays.filter((stray) => !expected.some((message) => message.test(stray)));
      expect(unexpected, 'the browser reports no errors').toEqual([]);
    },
    { auto: true },
  ],

  signIn: async ({ context, server }, use) => {
    await use(async (person, browser = context) => {
      const { name, value } = await makeSessionCookie(person);
      await browser.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }]);
    });
  },

  waitForMail: async ({ server }, use) => {
    const folder = path.join(server.dataDir, 'mail');
    await use(async (to, part) => {
      await expect.poll(() => mailsTo(folder, to)).toContainEqual(expect.stringContaining(part));
      return (await mailsTo(folder, to)).findLast((mail) => mail.includes(part)) ?? '';
    });
  },

  expectAccessible: ({ isMobile }, use) => use((page) => expectAccessiblePage(page, isMobile)),
});

export { expect };
