import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { randomBase62 } from '@/lib/base62';
import { setClockOffset } from '@/lib/clock';
import { overrideEnv } from '@/lib/env';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

const adminUrl = inject('adminUrl');
const name = `test_${randomBase62(12).toLowerCase()}`;
overrideEnv({ DATABASE_URL: siblingUrl(adminUrl, name) });

/** Whether the test file loads the driver of PostgreSQL. A third of the files need no database. */
function usesDatabase(): boolean {
  return Object.keys(createRequire(import.meta.url).cache).some((file) =>
    /[\\/]node_modules[\\/]pg[\\/]/.test(file),
  );
}

// Every test file that needs a database has its own.
beforeAll(async () => {
  if (!usesDatabase()) return;
  const { execute } = await import('@/lib/testing/servers/database');
  await execute(adminUrl, `CREATE DATABASE ${name} TEMPLATE template STRATEGY file_copy`);
});

afterEach(() => setClockOffset(0));

afterAll(async () => {
  if (!usesDatabase()) return;
  const [{ disconnect }, { execute }] = await Promise.all([
    import('@/lib/db/client'),
    import('@/lib/testing/servers/database'),
  ]);
  await disconnect();
  await execute(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
});
