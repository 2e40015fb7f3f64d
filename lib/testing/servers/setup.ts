import { afterAll, afterEach, beforeAll, inject, vi } from 'vitest';
import { randomBase62 } from '@/lib/base62';
import { setClockOffset } from '@/lib/clock';
import { overrideEnv } from '@/lib/env';
import { execute } from '@/lib/testing/servers/database';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

/** Restored after the test file, because its process runs other files, too. */
const environment = { ...process.env };
const adminUrl = inject('adminUrl');
const name = `test_${randomBase62(12).toLowerCase()}`;
overrideEnv({ DATABASE_URL: siblingUrl(adminUrl, name) });

// Every test file has a database of its own.
beforeAll(() => execute(adminUrl, `CREATE DATABASE ${name} TEMPLATE template STRATEGY file_copy`));

afterEach(() => setClockOffset(0));

afterAll(async () => {
  const { disconnect } = await import('@/lib/db/client');
  await disconnect();
  await execute(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`);
  for (const variable of Object.keys(process.env)) delete process.env[variable];
  Object.assign(process.env, environment);
  // The words of the provider, which lib/say.ts stores globally.
  Reflect.deleteProperty(globalThis, Symbol.for('keydesk.words'));
  // The next file of this process loads our modules anew, so that it finds no state of this one in them.
  vi.resetModules();
});
