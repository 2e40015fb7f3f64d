import { afterEach, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { checkDatabase } from '@/lib/db/check';
import { db, disconnect } from '@/lib/db/client';
import { pendingMigrations } from '@/lib/db/migrations';
import { queryPrepared, transactPrepared, writePrepared } from '@/lib/db/prepared';
import { isDatabaseReady } from '@/lib/db/readiness';
import { applyMigrations } from '@/lib/db/schema-engine';
import { overrideEnv } from '@/lib/env';
import { execute, query } from '@/lib/testing/servers/database';
import { findPgBouncer, startPgBouncer } from '@/lib/testing/servers/pgbouncer';
import { siblingUrl } from '@/lib/testing/servers/sibling-url';

const found = findPgBouncer();
const direct = process.env.DATABASE_URL ?? '';
const AT_ONCE = 12;
const ALL = 41;

const TIME = new Date('2026-07-01T12:34:56.789Z');
const READ_TIME = { name: 'read-time', text: 'SELECT at FROM counters' };
const COUNT = { name: 'count', text: 'UPDATE counters SET prepared = prepared + $1' };
const COUNT_ALONE = { name: 'count-alone', text: 'UPDATE counters SET alone = alone + $1 RETURNING alone' };

/** The test's database through a PgBouncer with these settings. */
async function pool(settings: Record<string, string | number>): Promise<string> {
  const bouncer = await startPgBouncer(direct, settings);
  onTestFinished(() => bouncer.stop());
  overrideEnv({ DATABASE_URL: bouncer.url });
  return bouncer.url;
}

const repeat = (work: () => Promise<unknown>) => Promise.all(Array.from({ length: AT_ONCE }, work));

beforeAll(async () => {
  const name = new URL(direct).pathname.slice(1);
  await execute(
    direct,
    'CREATE TABLE counters (prepared int, alone int, lone int, transacted int, at timestamptz)',
  );
  await execute(direct, `ALTER DATABASE ${name} SET TimeZone = 'Pacific/Auckland'`);
  await execute(direct, `ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`);
});

afterEach(async () => {
  await disconnect();
  overrideEnv({ DATABASE_URL: direct, DATABASE_CONNECTIONS: '' });
});

const IGNORING = { ignore_startup_parameters: 'options,extra_float_digits' };
const WAYS = [
  { pool_mode: 'transaction', default_pool_size: 1 },
  { pool_mode: 'transaction', default_pool_size: 5, ...IGNORING },
  { pool_mode: 'transaction', default_pool_size: 20 },
  { pool_mode: 'session', default_pool_size: 4 },
  { pool_mode: 'session', default_pool_size: 5, ...IGNORING },
  { pool_mode: 'session', default_pool_size: 20 },
];

describe.skipIf(found === null)(
  `behind PgBouncer${found ? '' : ' (skipped: this machine has no pgbouncer)'}`,
  () => {
    it.each(WAYS)('writes correctly, and as READ COMMITTED, with %o', async (settings) => {
      await execute(direct, 'DELETE FROM counters');
      await execute(direct, 'INSERT INTO counters VALUES (0, 0, 0, 0, NULL)');
      const given = await checkDatabase(await pool(settings), ALL);
      expect(given).toBe(settings.pool_mode === 'session' ? settings.default_pool_size : ALL);
      overrideEnv({ DATABASE_CONNECTIONS: String(given) });

      await db().$executeRaw`UPDATE counters SET at = ${TIME}`;
      expect(await query(direct, 'SELECT at FROM counters')).toEqual([{ at: TIME }]);
      expect(await db().$queryRaw`SELECT at FROM counters`).toEqual([{ at: TIME }]);
      expect(await queryPrepared(READ_TIME, [])).toEqual([{ at: TIME }]);

      // Each waits for the one before, and goes on with what that one left.
      await Promise.all([
        repeat(() => db().$executeRaw`UPDATE counters SET lone = lone + 1`),
        repeat(() =>
          db().$transaction((tx) => tx.$executeRaw`UPDATE counters SET transacted = transacted + 1`),
        ),
        repeat(() => writePrepared(COUNT_ALONE, [1])),
        repeat(() =>
          transactPrepared(async (tx) => {
            tx.run(COUNT, [1]);
            return { ok: true };
          }),
        ),
      ]);
      expect(await query(direct, 'SELECT prepared, alone, lone, transacted FROM counters')).toEqual([
        { prepared: AT_ONCE, alone: AT_ONCE, lone: AT_ONCE, transacted: AT_ONCE },
      ]);
      expect(await isDatabaseReady()).toBe(true);
    });

    it.each([
      { pool_mode: 'session', default_pool_size: 5 },
      { pool_mode: 'transaction', default_pool_size: 1 },
      { pool_mode: 'transaction', default_pool_size: 5 },
    ])('migrates once if two start at once, and keeps no lock, with %o', async (settings) => {
      const name = `pooled_${settings.pool_mode}_${settings.default_pool_size}`;
      const own = siblingUrl(direct, name);
      await execute(inject('adminUrl'), `CREATE DATABASE ${name}`);
      onTestFinished(() => execute(inject('adminUrl'), `DROP DATABASE ${name} WITH (FORCE)`));
      const url = siblingUrl(await pool(settings), name);
      const applied = await Promise.all([applyMigrations(url), applyMigrations(url)]);
      const names = applied.flat();
      expect(new Set(names).size).toBe(names.length);
      expect(await pendingMigrations(own)).toEqual([]);
      const locks = `SELECT 1 FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
        WHERE datname = current_database() AND locktype = 'advisory' AND granted`;
      expect(await query(own, locks)).toEqual([]);
      expect(await applyMigrations(url)).toEqual([]);
    });

    it.each([
      [{ pool_mode: 'statement' }, /does not take transactions .+ set pool_mode of PgBouncer/],
      [
        { pool_mode: 'session', default_pool_size: 1 },
        /gives this process 1 connections .+ default_pool_size to 41/,
      ],
      [
        { pool_mode: 'session', default_pool_size: 3 },
        /gives this process 3 connections .+ default_pool_size to 41/,
      ],
    ])('refuses %o in one sentence', async (settings, sentence) => {
      const refused = checkDatabase(await pool(settings), ALL);
      await expect(refused).rejects.toThrow(
        /^The database that DATABASE_URL names cannot be used: [^\n]+\.$/,
      );
      await expect(refused).rejects.toThrow(sentence);
    });

    it('names the startup parameter in DATABASE_URL that PgBouncer refuses', async () => {
      const url = await pool({ pool_mode: 'transaction' });
      await expect(checkDatabase(`${url}?options=-c%20search_path%3Dpublic`, ALL)).rejects.toThrow(
        /unsupported startup parameter: options: take it out of DATABASE_URL/,
      );
    });

    it('ends a statement that waits too long inside a transaction', async () => {
      await pool({ pool_mode: 'transaction', default_pool_size: 2 });
      const shown = await db().$transaction((tx) => tx.$queryRaw`SHOW statement_timeout`);
      expect(shown).toEqual([{ statement_timeout: '10s' }]);
    });
  },
);
