import { randomBytes } from 'node:crypto';
import { test } from '@playwright/test';
import { PROFILES } from '@/lib/profiles/current';
import { copyMigratedData } from '@/lib/testing/servers/migrated-data';
import { makeDataDir, removeDataDir, startServer } from '@/lib/testing/servers/server';
import { walkThroughKey } from './key-walk';

test.describe('an API key of each provider is created, shown once, called with, seen in use and revoked', () => {
  for (const profile of Object.values(PROFILES)) {
    test(profile.name, async ({ browser, contextOptions }) => {
      const dataDir = await makeDataDir();
      await copyMigratedData(dataDir);
      const server = await startServer(dataDir, {
        PROFILE: profile.id,
        APP_SECRET: randomBytes(32).toString('hex'),
        LOG_LEVEL: 'warn',
      });
      try {
        const permissions = ['clipboard-read', 'clipboard-write'];
        const context = await browser.newContext({ ...contextOptions, baseURL: server.url, permissions });
        const page = await context.newPage();
        await walkThroughKey(page, context.request, profile, `${profile.id}@customer.example`);
      } finally {
        await server.end('SIGTERM');
        await removeDataDir(dataDir);
      }
    });
  }
});
