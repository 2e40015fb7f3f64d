import { afterAll, afterEach, beforeAll, inject } from 'vitest';
import { randomBase62 } from '@/lib/base62';
import { setClockOffset } from '@/lib/clock';
import { disconnect } from '@/lib/db/client';
import { overrideEnv } from '@/lib/env';
import { execute, siblingUrl } from '@/lib/testing/servers/database';

const name = `test_${randomBase62(12).toLowerCase()}`;

overrideEnv({ DATABASE_URL: siblingUrl(inject('adminUrl'), name) });

// Every test file works in a database of its own.
beforeAll(() => execute(inject('adminUrl'), `CREATE DATABASE ${name} TEMPLATE template STRATEGY file_copy`));

afterEach(() => setClockOffset(0));

afterAll(async () => {
  await disconnect();
  await execute(inject('adminUrl'), `DROP DATABASE ${name} WITH (FORCE)`);
});
